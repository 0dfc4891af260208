// Promise: the kernel takes the BTF of Rust types as it stands in the file: names with punctuation,
// enums with data, (), u128, unions, trait objects, fields out of order.
// REQUIRES: bpf-core, root-bpf
// RUN: /usr/bin/rustc --target bpfel-unknown-none --crate-type lib -O -g --emit llvm-bc %s -o %t.bc
// RUN: llc -march=bpfel -filetype=obj %t.bc -o %t.o
// RUN: %h_object --btf %t.o %t.out.o
// RUN: make -s -C %top/tests/kernel
// RUN: not %top/build/tests/btf_check %t.o
// RUN: %top/build/tests/btf_check %t.out.o
// RUN: bpftool btf dump file %t.out.o | FileCheck %s
#![no_std]
#![allow(dead_code)]
pub enum Shape {
    Circle(u32),
    Square { a: u64, b: u8 },
    Empty,
}
pub union Un {
    a: u32,
    b: [u8; 8],
}
pub trait Tr {}
pub struct Foo<T> {
    small: u8,
    big: u128,
    t: T,
    option: Option<u64>,
    result: Result<u32, ()>,
    shape: Shape,
    text: &'static str,
    tuple: (u32, u8),
    un: Un,
    call: fn(u32) -> u64,
    void: *const core::ffi::c_void,
    object: &'static dyn Tr,
}
#[no_mangle]
pub static mut STATE: Option<Foo<u16>> = None;
#[no_mangle]
#[link_section = "xdp"]
pub extern "C" fn prog(_: *mut u32, letter: u32) -> u32 {
    let state = unsafe { &*core::ptr::addr_of!(STATE) };
    state.as_ref().map_or(0, |s| s.small as u32) + letter
}
// CHECK-DAG: STRUCT 'Foo_u16'
// CHECK-DAG: STRUCT 'Option_u64' size=16
// CHECK-DAG: STRUCT 'Result_u32_unit'
// CHECK-DAG: STRUCT 'unit' size=0 vlen=0
// CHECK-DAG: STRUCT 'tuple_u32_u8'
// CHECK-DAG: STRUCT 'ref_str'
// CHECK-DAG: FUNC 'prog' {{.*}} linkage=global
// CHECK-DAG: VAR 'STATE' {{.*}} linkage=global
// CHECK-DAG: 'arg0' type_id
// CHECK-DAG: 'tag' type_id={{[0-9]+}} bits_offset=0
// CHECK-DAG: PTR '(anon)' type_id=0
// CHECK-NOT: c_void
