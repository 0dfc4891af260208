// Promise: what bpf-shim checks for the verifier's sake, between a reservation and its end or while a lock is held, leaves no way
// out on which it is kept; of reserved memory it knows the size.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c -p prog -m SUMS %t.3.o 0600000009000000 0400000003000000 ffffffffffffffff | FileCheck %s
// RUN: %top/build/tests/run_prog -c -p prog -m SUMS %t.0.o 0600000009000000 0400000003000000 ffffffffffffffff | FileCheck %s
// CHECK: run prog 0 147{{$}}
// CHECK-NEXT: run prog 1 168{{$}}
// CHECK-NEXT: run prog 2 81{{$}}
// CHECK-NEXT: map SUMS 00000000 0300000000000000{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("../tags/prelude.rs");
include!("Inputs/maps.rs");

use btf::bpf_spin_lock;

static TABLE: [u32; 5] = [3, 1, 4, 1, 5];

// A remainder is less than what is divided by: the program has no bounds checks, and the verifier sees no bounds.
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(numbers: *const [u32; 2]) -> u64 {
    let reserve: extern "C" fn(&RingBuf, u64, u64) -> *mut [u8; 13] = unsafe { transmute(131usize) };
    let submit: extern "C" fn(*mut [u8; 13], u64) = unsafe { transmute(132usize) };
    let lock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(93usize) };
    let unlock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(94usize) };
    let [a, b] = unsafe { *numbers }.map(|number| number as usize);
    let mut kept = [7u8; 11];
    unsafe {
        let Some(value) = SUMS.get(0) else { return 1000 };
        lock(&mut value.lock);
        kept[a % 11] = TABLE[b % 5] as u8;
        value.sum = value.sum.wrapping_add(1);
        unlock(&mut value.lock);
        let Some(record) = reserve(&EVENTS, 13, 0).as_mut() else { return 2000 };
        *record = [0; 13];
        record[a % 13] = kept[b % 11];
        record[TABLE[a % 5] as usize] += kept[a % 11];
        let found = record.iter().fold(0, |sum, &byte| sum * 2 % 251 + u64::from(byte));
        submit(record, 0);
        found + TABLE[a % 5] as u64
    }
}
