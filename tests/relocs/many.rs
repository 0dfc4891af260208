// Promise: however many fields a program reads, also in a debug build they share the stack: what is read goes to a slot
// that is free again behind it.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s -Coverflow-checks=on -Cdebug-assertions=on
// RUN: %top/build/tests/run_prog -c %t.0.o 0000000000000000 | FileCheck %s
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 0 %t.s.o %s -Clink-arg=--subprograms
// RUN: %top/build/tests/run_prog -c %t.s.o 0000000000000000 | FileCheck %s
// RUN: %if bpf-core %{ sh %S/Inputs/build.sh /usr/bin/rustc %shim bpf 0 %t.b.o %s %}
// RUN: %if bpf-core %{ sh -c '%top/build/tests/run_prog -c %t.b.o 0000000000000000 | FileCheck %s' %}
// CHECK: run prog 0 3{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types)]

#[repr(C)]
pub struct task_struct {
    tgid: i32,
    pid: i32,
    in_execve: u32,
}

// More bytes than the stack has, three times over.
macro_rules! tell {
    ($task:expr, $differs:ident, $same:ident) => {
        $differs |= btf::read!($task, tgid) as u64 ^ btf::read!($task, pid) as u64;
        $same &= btf::read!($task, tgid) as u64;
        $differs |= btf::read_bitfield!($task, in_execve);
    };
}
macro_rules! tell_often {
    ($($of:tt)*) => {
        tell!($($of)*); tell!($($of)*); tell!($($of)*); tell!($($of)*); tell!($($of)*); tell!($($of)*);
        tell!($($of)*); tell!($($of)*); tell!($($of)*); tell!($($of)*); tell!($($of)*); tell!($($of)*);
    };
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_: *const u64) -> u32 {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { core::mem::transmute(35usize) };
    let (mut differs, mut tgid) = (0, u64::MAX);
    unsafe {
        let task = current();
        tell_often!(task, differs, tgid);
        tell_often!(task, differs, tgid);
        tell_often!(task, differs, tgid);
    }
    (differs == 0) as u32 | ((tgid != 0) as u32) << 1
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
