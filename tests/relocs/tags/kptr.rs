// Promise: a value of a map holds a task (Kptr), which it gives back for another one.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 02000000 03000000 02000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 02000000 03000000 02000000 | FileCheck %s
// RUN: bpftool btf dump file %t.3.o | FileCheck --check-prefix=BTF %s
// CHECK: run prog 0 0{{$}}
// CHECK: run prog 1 2{{$}}
// CHECK: run prog 2 3{{$}}
// BTF-DAG: [[#TAG:]]] TYPE_TAG 'kptr' type_id=[[#TASK:]]
// BTF-DAG: PTR '(anon)' type_id=[[#TAG]]
// BTF-DAG: [[[#TASK]]] STRUCT 'task_struct' size=4 vlen=1
// BTF-DAG: 'task' type_id=[[#]] bits_offset=64
// BTF-NOT: Kptr
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::Kptr;

#[repr(C)]
pub struct task_struct {
    tgid: i32,
}
btf::ksyms! {
    fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
    fn bpf_task_acquire(task: *mut task_struct) -> *mut task_struct;
    fn bpf_task_release(task: *mut task_struct);
}

#[repr(C)]
pub struct Value {
    count: u64,
    task: Kptr<task_struct>,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static TASKS: Map<Value, ARRAY, 1> = Map::new();

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(pid: *const i32) -> i32 {
    let Some(value) = TASKS.get(0) else { return -1 };
    unsafe {
        let found = bpf_task_from_pid(*pid);
        if found.is_null() {
            return -2;
        }
        let task = bpf_task_acquire(found);
        bpf_task_release(found);
        if task.is_null() {
            return -3;
        }
        let before = value.task.exchange(task);
        if before.is_null() {
            return 0;
        }
        let tgid = btf::load!(before, tgid);
        bpf_task_release(before);
        tgid
    }
}
