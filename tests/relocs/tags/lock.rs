// Promise: values that more than one program changes are changed under a lock (bpf_spin_lock).
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 05000000 06000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 05000000 06000000 | FileCheck %s
// CHECK: run prog 0 5{{$}}
// CHECK: run prog 1 11{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::bpf_spin_lock;

#[repr(C)]
pub struct Value {
    sum: u32,
    lock: bpf_spin_lock,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static SUMS: Map<Value, ARRAY, 1> = Map::new();

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(number: *const u32) -> u32 {
    let lock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(93usize) };
    let unlock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(94usize) };
    let number = unsafe { *number };
    let Some(value) = SUMS.get(0) else { return 0 };
    lock(&mut value.lock);
    value.sum = value.sum.wrapping_add(number);
    let sum = value.sum;
    unlock(&mut value.lock);
    sum
}
