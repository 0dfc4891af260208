// Promise: where nothing is known that gives back what the program holds when it panics, the line that panics is an error.
// REQUIRES: rustc
// RUN: %status 1 sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.o %s > %t.says 2>&1
// RUN: FileCheck %s < %t.says
// RUN: %status 1 sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.o %s --cfg task > %t.says 2>&1
// RUN: FileCheck --check-prefix=TASK %s < %t.says
// Where it is null, there is nothing to give back.
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.o %s --cfg null
// CHECK: bpf-shim: error: {{.*}}errors.rs:[[#@LINE+39]]:{{[0-9]+}}: in 'prog': a panic cannot end the program here: nothing is known to give back what 'bpf_kptr_xchg' gave
// CHECK-NEXT: bpf-shim: help: give it back before what can panic, or return instead: get(), checked_add() and wrapping_add() do not panic
// TASK: bpf-shim: error: {{.*}}errors.rs:[[#@LINE+37]]:{{[0-9]+}}: in 'prog': a panic cannot end the program here: nothing is known to give back what 'bpf_task_from_pid' gave
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code, unused_imports)]
include!("../tags/prelude.rs");

use btf::Kptr;

#[repr(C)]
pub struct task_struct {
    tgid: i32,
}
btf::ksyms! {
    fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
    fn bpf_task_release(task: *mut task_struct);
}
#[repr(C)]
pub struct Value {
    task: Kptr<task_struct>,
}
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static TASKS: Map<Value, ARRAY, 1> = Map::new();

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(numbers: *const [u32; 2]) -> u32 {
    let Some(value) = TASKS.get(0) else { return 1 };
    let numbers = unsafe { &*numbers };
    unsafe {
        let task = if cfg!(task) { bpf_task_from_pid(2) } else { value.task.exchange(core::ptr::null_mut()) };
        if cfg!(null) && task.is_null() {
            return 100 / numbers[0];
        }
        if task.is_null() {
            return 2;
        }
        let result = 100 / (numbers[1] | cfg!(null) as u32);
        #[cfg(not(task))]
        bpf_task_release(task);
        result
    }
}
