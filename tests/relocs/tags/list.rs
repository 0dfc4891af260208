// Promise: objects of the program's own are made, held by a list that says what it contains (contains!), and given
// back; a value holds one of them.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 05000000 06000000 07000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 05000000 06000000 07000000 | FileCheck %s
// RUN: bpftool btf dump file %t.3.o | FileCheck --check-prefix=BTF %s
// CHECK: run prog 0 5{{$}}
// CHECK: run prog 1 56{{$}}
// CHECK: run prog 2 67{{$}}
// BTF-DAG: [[[#VALUE:]]] STRUCT 'Value' size=40 vlen=4
// BTF-DAG: DECL_TAG 'contains:Job:link' type_id=[[#VALUE]] component_idx=1
// BTF-DAG: 'jobs' type_id=[[#HEAD:]] bits_offset=64
// BTF-DAG: [[[#HEAD]]] STRUCT 'bpf_list_head'
// BTF-DAG: STRUCT 'Job' size=32
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::{Kptr, bpf_list_head, bpf_list_node, bpf_spin_lock};
use core::ffi::c_void;

#[repr(C)]
pub struct Job {
    number: u64,
    link: bpf_list_node,
}
btf::contains! {
    struct Jobs: bpf_list_head = Job.link;
}

#[repr(C)]
pub struct Value {
    lock: bpf_spin_lock,
    jobs: Jobs,
    spare: Kptr<Job>,
    sum: u64,
}

btf::ksyms! {
    fn bpf_obj_new_impl(id: u64, meta: *const c_void) -> *mut c_void;
    fn bpf_obj_drop_impl(object: *mut c_void, meta: *const c_void);
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
        bpf_obj_drop_impl(job.cast(), core::ptr::null());
        number
    }
}

// The number before this one, from the list, times ten, and this one.
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(number: *const u32) -> u64 {
    let lock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(93usize) };
    let unlock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(94usize) };
    let Some(value) = JOBS.get(0) else { return 0 };
    unsafe {
        let spare: *mut Job = bpf_obj_new_impl(btf::type_id_local!(Job), core::ptr::null()).cast();
        if spare.is_null() {
            return 0;
        }
        (*spare).number = *number as u64;
        let this = *number as u64;
        give_back(value.spare.exchange(spare));
        let job: *mut Job = bpf_obj_new_impl(btf::type_id_local!(Job), core::ptr::null()).cast();
        if job.is_null() {
            return 0;
        }
        (*job).number = this;
        lock(&mut value.lock);
        let before = bpf_list_pop_back(value.jobs.head());
        bpf_list_push_front_impl(value.jobs.head(), &raw mut (*job).link, core::ptr::null(), 0);
        unlock(&mut value.lock);
        let before = if before.is_null() { before.cast() } else { before.byte_sub(8).cast::<Job>() };
        this + 10 * give_back(before)
    }
}
