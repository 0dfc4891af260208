// Promise: a name of more than 127 bytes is cut and ends in a hash of the whole, the same every time.
// REQUIRES: bpf-core
// RUN: /usr/bin/rustc --target bpfel-unknown-none --crate-type lib -O -g --emit llvm-bc %s -o %t.bc
// RUN: llc -march=bpfel -filetype=obj %t.bc -o %t.o
// RUN: %h_object --btf %t.o %t.out.o
// RUN: bpftool btf dump file %t.out.o | FileCheck %s
#![no_std]
pub struct LayersOf<T>(T);
use LayersOf as A;
pub type A4<T> = A<A<A<A<T>>>>;
#[no_mangle]
pub static LONG: A4<A4<A4<A4<u32>>>> = A(A(A(A(A(A(A(A(A(A(A(A(A(A(A(A(7))))))))))))))));
#[no_mangle]
pub static LONGER: A4<A4<A4<A4<u64>>>> = A(A(A(A(A(A(A(A(A(A(A(A(A(A(A(A(7))))))))))))))));
#[no_mangle]
#[link_section = "xdp"]
pub extern "C" fn prog() -> u32 {
    2
}
// CHECK-DAG: STRUCT 'LayersOf_LayersOf_{{[A-Za-z_]+}}_{{[0-9a-f]+}}' size=4
// CHECK-DAG: STRUCT 'LayersOf_LayersOf_{{[A-Za-z_]+}}_{{[0-9a-f]+}}' size=8
