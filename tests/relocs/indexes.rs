// Promise: an index is any constant, as in C, where it is an enumerator as a rule; a variable one goes on from the array's
// address. What has one field without a name is that field, as bindgen's types are that are new ones.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s && %top/build/tests/run_prog -c %t.3.o 0000000000000000 | FileCheck %s
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s -Coverflow-checks=on -Cdebug-assertions=on
// RUN: %top/build/tests/run_prog -c %t.0.o 0000000000000000 | FileCheck %s
// RUN: %if bpf-core %{ sh %S/Inputs/build.sh /usr/bin/rustc %shim bpf s %t.s.o %s %}
// RUN: %if bpf-core %{ sh -c '%top/build/tests/run_prog -c %t.s.o 0000000000000000 | FileCheck %s' %}
// CHECK: run prog 0 2047{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

use core::marker::PhantomData;
use core::mem::transmute;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq)]
pub struct pid_t(i32);
#[repr(transparent)]
pub struct Pointer<T>(PhantomData<u8>, *const T);
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Name([u8; 16]);
#[repr(C)]
pub struct task_struct {
    tgid: pid_t,
    real_parent: Pointer<task_struct>,
    group_leader: *const task_struct,
    comm: Name,
    signal: *const signal_struct,
    thread_pid: *const pid,
}
#[repr(C)]
pub struct task_struct___array {
    comm: [u8; 16],
}
#[repr(C)]
pub struct signal_struct {
    pids: [*const pid; 4],
    rlim: [rlimit; 16],
}
#[repr(C)]
#[derive(Clone, Copy)]
pub struct rlimit {
    rlim_max: usize,
}
#[repr(C)]
pub struct pid {
    level: u32,
    numbers: [upid; 1],
}
#[repr(C)]
#[derive(Clone, Copy)]
pub struct upid {
    nr: i32,
}
pub const PIDTYPE_TGID: u32 = 1;
#[repr(usize)]
enum Limit {
    Files = 7,
}
const fn files() -> usize {
    7
}

macro_rules! letter {
    ($task:expr, $at:expr) => {
        unsafe { btf::read!($task as *const task_struct___array, comm[$at]) }
    };
}

fn constants(task: *const task_struct, tgid: i32) -> u32 {
    const AT: [usize; 2] = [3, 0];
    unsafe {
        let files_max = btf::read!(task, signal.rlim[7].rlim_max);
        let name = task as *const task_struct___array;
        let array = btf::field_byte_offset!(task_struct___array, comm).unwrap_or(0);
        (btf::read!(task, signal.pids[PIDTYPE_TGID as usize].numbers[AT[1]].nr) == tgid) as u32
            | ((btf::read!(task, signal.rlim[files()].rlim_max) == files_max) as u32) << 1
            | ((btf::read!(task, signal.rlim[Limit::Files as usize].rlim_max) == files_max) as u32) << 2
            | ((btf::read!(task, signal.rlim[{ AT[0] }].rlim_max) != files_max) as u32) << 3
            | ((letter!(task, 0) == b'r' && letter!(task, 1 + 1) == b'n' && letter!(task, AT[0]) == b'_') as u32) << 4
            | ((btf::field_byte_offset!(task_struct___array, comm[AT[0]]) == Some(array + 3)) as u32) << 5
            | ((btf::addr!(name, comm[AT[0] + 1]) as usize == name as usize + array + 4) as u32) << 6
    }
}

fn variables(task: *const task_struct, level: usize, tgid: i32) -> u32 {
    unsafe {
        let pid = btf::read!(task, signal.pids[1]);
        let first = btf::addr!(pid, numbers).cast::<upid>();
        (btf::read!(first.wrapping_byte_add(level * btf::type_size!(upid)), nr) == tgid) as u32
    }
}

fn new_types(task: *const task_struct, tgid: i32) -> u32 {
    unsafe {
        let parent = btf::read!(task, real_parent).1;
        (btf::read!(task, tgid) == pid_t(tgid) && btf::read!(task, group_leader.tgid).0 == tgid) as u32
            | ((btf::read!(parent, tgid).0 != tgid) as u32) << 1
            | ((btf::read!(task, comm).0[..8] == *b"run_prog") as u32) << 2
    }
}

impl<T> Clone for Pointer<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Pointer<T> {}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(arguments: *const u64) -> u32 {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { transmute(35usize) };
    let ids: unsafe extern "C" fn() -> u64 = unsafe { transmute(14usize) };
    let (task, tgid, none) = unsafe { (current(), (ids() >> 32) as i32, (*arguments & 7) as usize) };
    constants(task, tgid) | variables(task, none, tgid) << 7 | new_types(task, tgid) << 8
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
