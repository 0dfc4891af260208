// Promise: paths go through all that Rust has for what C writes: references and pointers that may be null, wrappers,
// unions, names that are words of Rust, numbers in any form; strings and errors are read as well.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 3 %t.o %s && %top/build/tests/run_prog -c %t.o 0000000000000000 | FileCheck %s
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 0 %t.o %s && %top/build/tests/run_prog -c %t.o 0000000000000000 | FileCheck %s
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host s %t.o %s && %top/build/tests/run_prog -c %t.o 0000000000000000 | FileCheck %s
// CHECK: run prog 0 65535{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code, dangerous_implicit_autorefs)]

use core::mem::{ManuallyDrop, MaybeUninit, transmute};
use core::ptr::NonNull;

// Pointers in all forms.
#[repr(C)]
pub struct task_struct {
    tgid: i32,
    comm: [u8; 16],
    real_parent: Option<&'static task_struct>,
    group_leader: NonNull<task_struct>,
    parent: Option<NonNull<task_struct>>,
    signal: *mut signal_struct,
    se: ManuallyDrop<sched_entity>,
    start_time: MaybeUninit<u64>,
    mm: *mut mm_struct,
    state: sched_info,
}
#[repr(C)]
pub struct sched_entity {
    vruntime: u64,
    load: rlimit, // only the names of fields count
}
#[repr(C)]
pub struct sched_info {
    none: u32,
}
#[repr(C)]
pub struct signal_struct {
    pids: [*const pid; 9],
    rlim: [rlimit; 20],
}
#[repr(C)]
#[derive(Clone, Copy)]
pub struct rlimit {
    rlim_max: usize,
}
#[repr(C)]
pub struct pid {
    level: u32,
}
#[repr(C)]
pub struct mm_struct {
    arg_start: usize,
}
#[repr(C)]
pub struct list_head {
    next: *mut list_head,
    prev: *mut list_head,
}
// `type` is a word of Rust.
#[repr(C)]
pub struct net_device {
    r#type: u16,
    name: [i8; 16],
}
unsafe fn current() -> *const task_struct {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { transmute(35usize) };
    unsafe { current() }
}

fn pointers(task: *const task_struct) -> u32 {
    unsafe {
        let mut parent = 0;
        let read = btf::read_into!(&mut parent, task, real_parent.tgid);
        let mut none = 5;
        let failed = btf::read_into!(&mut none, core::ptr::null::<task_struct>(), real_parent.tgid);
        (read == 0 && parent > 0) as u32
            | ((failed < 0 && none == 0) as u32) << 1
            | ((btf::read!(task, group_leader.tgid) == btf::read!(task, tgid)) as u32) << 2
            | ((btf::read!(task, parent.tgid) == parent) as u32) << 3
            | ((btf::read!(task, signal.rlim[0x7_usize].rlim_max) > 0) as u32) << 4
            | ((btf::read!(task, signal.rlim[0b11_1].rlim_max) == btf::read!(task, signal.rlim[7].rlim_max)) as u32) << 5
            | ((btf::read!(&*task, signal.pids[0o3].level) < 32) as u32) << 6
            | ((btf::read!(task as *mut task_struct, real_parent.real_parent.real_parent.tgid) >= 0) as u32) << 7
    }
}

fn strings(task: *const task_struct) -> u32 {
    let mut name = [0xff; 16];
    let mut cut = [0xff; 3];
    unsafe {
        let length = btf::read_str!(&mut name, task, comm);
        let short = btf::read_str!(&mut cut, task, real_parent.comm);
        // The arguments of the process: they are in its own memory.
        let arguments = btf::read!(task, mm.arg_start) as *const list_head;
        let first = btf::read_user!(arguments, next) as usize;
        (length == 9 && name[..9] == *b"run_prog\0") as u32
            | ((short == 3 && cut[2] == 0) as u32) << 1
            | ((btf::read_user!(arguments as *const net_device, name[0]) != 0) as u32) << 2
            | ((first != 0) as u32) << 3
    }
}

fn names() -> u32 {
    (btf::field_byte_size!(net_device, r#type) == Some(2)) as u32
        | (btf::field_exists!(task_struct, group_leader) as u32) << 1
        | ((btf::field_exists!(task_struct, se.vruntime) && btf::field_exists!(task_struct, start_time)) as u32) << 2
        | (!btf::field_exists!(sched_info, none) as u32) << 3
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_: *const u64) -> u32 {
    let task = unsafe { current() };
    pointers(task) | strings(task) << 8 | names() << 12
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
