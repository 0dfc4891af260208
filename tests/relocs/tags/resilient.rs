// Promise: a lock that gives up instead of waiting for ever (bpf_res_spin_lock) is taken and given back.
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

use btf::bpf_res_spin_lock as Lock;

#[repr(C)]
pub struct Value {
    sum: u32,
    lock: Lock,
}
btf::ksyms! {
    fn bpf_res_spin_lock(lock: *mut Lock) -> i32;
    fn bpf_res_spin_unlock(lock: *mut Lock);
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static SUMS: Map<Value, ARRAY, 1> = Map::new();

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(number: *const u32) -> u32 {
    let number = unsafe { *number };
    let Some(value) = SUMS.get(0) else { return 0 };
    unsafe {
        if bpf_res_spin_lock(&mut value.lock) != 0 {
            return 0;
        }
        value.sum = value.sum.wrapping_add(number);
        let sum = value.sum;
        bpf_res_spin_unlock(&mut value.lock);
        sum
    }
}
