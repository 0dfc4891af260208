// Promise: objects of the program's own are put in order in a tree that says what it contains (contains!), by a function
// of the program's.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 05000000 06000000 02000000 07000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 05000000 06000000 02000000 07000000 | FileCheck %s
// RUN: bpftool btf dump file %t.3.o | FileCheck --check-prefix=BTF %s
// CHECK: run prog 0 5{{$}}
// CHECK: run prog 1 5{{$}}
// CHECK: run prog 2 2{{$}}
// CHECK: run prog 3 2{{$}}
// BTF-DAG: DECL_TAG 'contains:Place:node' type_id=[[#]] component_idx=1
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::{bpf_rb_node, bpf_rb_root, bpf_spin_lock};
use core::ffi::c_void;

#[repr(C)]
pub struct Place {
    node: bpf_rb_node,
    number: u64,
}
btf::contains! {
    struct Places: bpf_rb_root = Place.node;
}

type Less = unsafe extern "C" fn(*mut bpf_rb_node, *const bpf_rb_node) -> bool;
btf::ksyms! {
    fn bpf_obj_new_impl(id: u64, meta: *const c_void) -> *mut c_void;
    fn bpf_rbtree_add_impl(root: *mut bpf_rb_root, node: *mut bpf_rb_node, less: Less, meta: *const c_void, at: u64) -> i32;
    fn bpf_rbtree_first(root: *mut bpf_rb_root) -> *mut bpf_rb_node;
}

#[repr(C)]
pub struct Value {
    lock: bpf_spin_lock,
    tree: Places,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static TREES: Map<Value, ARRAY, 1> = Map::new();

unsafe extern "C" fn less(a: *mut bpf_rb_node, b: *const bpf_rb_node) -> bool {
    unsafe { (*a.cast::<Place>()).number < (*b.cast::<Place>()).number }
}

// The least number so far.
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(number: *const u32) -> u64 {
    let lock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(93usize) };
    let unlock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(94usize) };
    let Some(value) = TREES.get(0) else { return 0 };
    unsafe {
        let place: *mut Place = bpf_obj_new_impl(btf::type_id_local!(Place), core::ptr::null()).cast();
        if place.is_null() {
            return 0;
        }
        (*place).number = *number as u64;
        lock(&mut value.lock);
        bpf_rbtree_add_impl(value.tree.head(), &raw mut (*place).node, less, core::ptr::null(), 0);
        let first = bpf_rbtree_first(value.tree.head());
        let least = if first.is_null() { 0 } else { (*first.cast::<Place>()).number };
        unlock(&mut value.lock);
        least
    }
}
