// Promise: a loop over numbers that the kernel counts (bpf_iter_num) ends where its bounds say.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 05000000 e8030000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 05000000 e8030000 | FileCheck %s
// CHECK: run prog 0 10{{$}}
// CHECK: run prog 1 499500{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::bpf_iter_num;

btf::ksyms! {
    fn bpf_iter_num_new(it: *mut bpf_iter_num, start: i32, end: i32) -> i32;
    fn bpf_iter_num_next(it: *mut bpf_iter_num) -> *mut i32;
    fn bpf_iter_num_destroy(it: *mut bpf_iter_num);
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(end: *const i32) -> i32 {
    let mut numbers = core::mem::MaybeUninit::<bpf_iter_num>::uninit();
    let numbers = numbers.as_mut_ptr();
    let mut sum = 0i32;
    unsafe {
        bpf_iter_num_new(numbers, 0, *end);
        while let Some(number) = bpf_iter_num_next(numbers).as_ref() {
            sum = sum.wrapping_add(*number);
        }
        bpf_iter_num_destroy(numbers);
    }
    sum
}
