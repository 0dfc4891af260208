// Promise: a value's work for later (bpf_wq) is done by a function of the program's, and its timer (bpf_timer) fires.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: python3 -c "print('01000000' + '\n00000000' * 200000)" > %t.inputs
// RUN: %top/build/tests/run_prog -c %t.3.o @%t.inputs | tail -n 1 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o @%t.inputs | tail -n 1 | FileCheck %s
// CHECK: run prog 200000 11{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::{bpf_timer, bpf_wq};
use core::ffi::c_void;

#[repr(C)]
pub struct Value {
    timer: bpf_timer,
    work: bpf_wq,
    done: u64,
}

type Values = Map<Value, ARRAY, 1>;
type Callback = unsafe extern "C" fn(*mut c_void, *mut i32, *mut c_void) -> i32;
btf::ksyms! {
    fn bpf_wq_init(work: *mut bpf_wq, map: *const c_void, flags: u32) -> i32;
    fn bpf_wq_set_callback_impl(work: *mut bpf_wq, callback: Callback, flags: u32, aux: *const c_void) -> i32;
    fn bpf_wq_start(work: *mut bpf_wq, flags: u32) -> i32;
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static VALUES: Values = Map::new();

unsafe extern "C" fn fired(_: *mut c_void, _: *mut i32, value: *mut c_void) -> i32 {
    let value: *mut Value = value.cast();
    unsafe { (*value).done = (*value).done.wrapping_add(1) };
    0
}

unsafe extern "C" fn worked(_: *mut c_void, _: *mut i32, value: *mut c_void) -> i32 {
    let value: *mut Value = value.cast();
    let init: extern "C" fn(*mut bpf_timer, *const Values, u64) -> i64 = unsafe { transmute(169usize) };
    let set_callback: extern "C" fn(*mut bpf_timer, Callback) -> i64 = unsafe { transmute(170usize) };
    let start: extern "C" fn(*mut bpf_timer, u64, u64) -> i64 = unsafe { transmute(171usize) };
    unsafe {
        (*value).done = (*value).done.wrapping_add(10);
        init(&raw mut (*value).timer, &VALUES, 1); // CLOCK_MONOTONIC
        set_callback(&raw mut (*value).timer, fired);
        start(&raw mut (*value).timer, 0, 0);
    }
    0
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(start: *const u32) -> u64 {
    let Some(value) = VALUES.get(0) else { return 99 };
    unsafe {
        if *start == 0 {
            return core::ptr::read_volatile(&raw const value.done);
        }
        bpf_wq_init(&mut value.work, (&raw const VALUES).cast(), 0);
        bpf_wq_set_callback_impl(&mut value.work, worked, 0, core::ptr::null());
        bpf_wq_start(&mut value.work, 0);
    }
    0
}
