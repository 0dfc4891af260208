// Promise: addresses in constants, which loaders would leave NULL, are an error that names the static.
// REQUIRES: bpf-core
// RUN: /usr/bin/rustc --target bpfel-unknown-none --crate-type lib -O --emit llvm-bc %s -o %t.bc
// RUN: llc -march=bpfel -filetype=obj %t.bc -o %t.o
// RUN: not %h_object %t.o %t.out.o 2>&1 | FileCheck %s
// RUN: not ls %t.out.o
#![no_std]
static NUMBERS: [u32; 4] = [1, 2, 3, 4];
#[no_mangle]
static NAMES: [&[u32; 4]; 2] = [&NUMBERS, &[5, 6, 7, 8]];
#[no_mangle]
#[link_section = "xdp"]
pub extern "C" fn prog(ctx: *mut u32) -> u32 {
    let which = unsafe { *ctx } as usize & 1;
    let n = unsafe { *ctx.add(1) } as usize & 3;
    NAMES[which][n]
}
// CHECK: error: {{.*}}out.o: static 'NAMES' holds the address of '{{.*}}NUMBERS', and loaders fill in no addresses in data
// CHECK-NEXT: help: keep values or array indices in it
// CHECK-NOT: error
