// Promise: a record of a ring buffer, whose length is known when the program runs, is written by a bpf_dynptr.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 20000000 10000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 20000000 10000000 | FileCheck %s
// The lengths of records are rounded up to eight bytes, behind eight of their own.
// CHECK: run prog 0 1040{{$}}
// CHECK: run prog 1 1064{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::bpf_dynptr;

#[repr(C)]
pub struct RingBuf {
    r#type: *const [i32; 27],
    max_entries: *const [i32; 4096],
}
unsafe impl Sync for RingBuf {}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static EVENTS: RingBuf = RingBuf { r#type: core::ptr::null(), max_entries: core::ptr::null() };

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(length: *const u32) -> u64 {
    let query: extern "C" fn(&RingBuf, u64) -> u64 = unsafe { transmute(134usize) };
    let reserve: extern "C" fn(&RingBuf, u32, u64, *mut bpf_dynptr) -> i64 = unsafe { transmute(198usize) };
    let submit: extern "C" fn(*mut bpf_dynptr, u64) = unsafe { transmute(199usize) };
    let write: extern "C" fn(*mut bpf_dynptr, u32, *const u8, u32, u64) -> i64 = unsafe { transmute(202usize) };
    let data: extern "C" fn(*mut bpf_dynptr, u32, u32) -> *mut u64 = unsafe { transmute(203usize) };
    let mut record = core::mem::MaybeUninit::<bpf_dynptr>::uninit();
    let record = record.as_mut_ptr();
    let mut written = 0;
    let length = unsafe { *length };
    reserve(&EVENTS, length, 0, record);
    if write(record, 8, (&raw const length).cast(), 4, 0) == 0 {
        if let Some(word) = unsafe { data(record, 8, 8).as_mut() } {
            written = if *word as u32 == length { 1000 } else { 0 };
        }
    }
    submit(record, 1); // BPF_RB_NO_WAKEUP
    written + query(&EVENTS, 0) // BPF_RB_AVAIL_DATA
}
