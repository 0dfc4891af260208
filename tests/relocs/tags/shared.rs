// Promise: an object has two owners, a list and a value (bpf_refcount); a value has the address of a task that it does not
// hold (KptrUntrusted).
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 05000000 06000000 07000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 05000000 06000000 07000000 | FileCheck %s
// RUN: bpftool btf dump file %t.3.o | FileCheck --check-prefix=BTF %s
// What the list and the value had, and whether the task is the one before.
// CHECK: run prog 0 1005{{$}}
// CHECK: run prog 1 1556{{$}}
// CHECK: run prog 2 1667{{$}}
// BTF-DAG: TYPE_TAG 'kptr_untrusted' type_id=[[#TASK:]]
// BTF-DAG: [[[#TASK]]] STRUCT 'task_struct'
// BTF-DAG: STRUCT 'bpf_refcount' size=4
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::{Kptr, KptrUntrusted, bpf_list_head, bpf_list_node, bpf_refcount, bpf_spin_lock};
use core::ffi::c_void;
use core::ptr::null;

#[repr(C)]
pub struct task_struct {
    tgid: i32,
}
#[repr(C)]
pub struct Job {
    link: bpf_list_node,
    number: u64,
    owners: bpf_refcount,
}
btf::contains! {
    struct Jobs: bpf_list_head = Job.link;
}

#[repr(C)]
pub struct Value {
    lock: bpf_spin_lock,
    jobs: Jobs,
    last: Kptr<Job>,
    caller: KptrUntrusted<task_struct>,
}

btf::ksyms! {
    fn bpf_obj_new_impl(id: u64, meta: *const c_void) -> *mut c_void;
    fn bpf_obj_drop_impl(object: *mut c_void, meta: *const c_void);
    fn bpf_refcount_acquire_impl(object: *mut c_void, meta: *const c_void) -> *mut c_void;
    fn bpf_list_push_front_impl(head: *mut bpf_list_head, node: *mut bpf_list_node, meta: *const c_void, at: u64) -> i32;
    fn bpf_list_pop_back(head: *mut bpf_list_head) -> *mut bpf_list_node;
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static JOBS: Map<Value, ARRAY, 1> = Map::new();

unsafe fn give_back(job: *mut Job) -> u64 {
    if job.is_null() {
        return 0;
    }
    unsafe {
        let number = (*job).number;
        bpf_obj_drop_impl(job.cast(), null());
        number
    }
}

unsafe fn is_same_caller(value: &mut Value) -> u64 {
    let this: extern "C" fn() -> *mut task_struct = unsafe { transmute(158usize) };
    let pid_tgid: extern "C" fn() -> u64 = unsafe { transmute(14usize) };
    let before = value.caller.get();
    unsafe {
        value.caller.set(this());
        if before.is_null() || btf::read!(before, tgid) as u64 == pid_tgid() >> 32 { 1000 } else { 0 }
    }
}

// The number before this one, of the list's object and of the value's, and this one.
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(number: *const u32) -> u64 {
    let lock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(93usize) };
    let unlock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(94usize) };
    let Some(value) = JOBS.get(0) else { return 0 };
    unsafe {
        let this = *number as u64;
        let job: *mut Job = bpf_obj_new_impl(btf::type_id_local!(Job), null()).cast();
        if job.is_null() {
            return 0;
        }
        (*job).number = this;
        let again: *mut Job = bpf_refcount_acquire_impl(job.cast(), null()).cast();
        let kept = give_back(value.last.exchange(again));
        lock(&mut value.lock);
        let before = bpf_list_pop_back(value.jobs.head());
        bpf_list_push_front_impl(value.jobs.head(), &raw mut (*job).link, null(), 0);
        unlock(&mut value.lock);
        let listed = give_back(before.cast());
        is_same_caller(value) + this + 10 * listed + 100 * kept
    }
}
