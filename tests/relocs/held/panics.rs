// Promise: a panic gives back what the program holds there, in the order that the kernel wants: a record of a ring buffer, a
// reference, a lock, an iterator, a bpf_dynptr; what is not held there it leaves alone.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host s %t.s.o %s
// RUN: %top/build/tests/run_prog -c -p prog -m SUMS %t.3.o @%S/Inputs/numbers | FileCheck %s
// RUN: %top/build/tests/run_prog -c -p prog -m SUMS %t.0.o @%S/Inputs/numbers | FileCheck %s
// RUN: %top/build/tests/run_prog -c -p prog -m SUMS %t.s.o @%S/Inputs/numbers | FileCheck %s
// Nothing panics in the first run and the last; in the others, what is at another place, the first two before they count.
// CHECK: run prog 0 20{{$}}
// CHECK-NEXT: run prog 1 0{{$}}
// CHECK-NEXT: run prog 2 0{{$}}
// CHECK-NEXT: run prog 3 0{{$}}
// CHECK-NEXT: run prog 4 0{{$}}
// CHECK-NEXT: run prog 5 0{{$}}
// CHECK-NEXT: run prog 6 20{{$}}
// CHECK-NEXT: map SUMS 00000000 0500000000000000{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("../tags/prelude.rs");
include!("Inputs/maps.rs");

use btf::{bpf_dynptr, bpf_iter_num, bpf_spin_lock};
use core::mem::MaybeUninit;

#[repr(C)]
pub struct task_struct {
    tgid: i32,
}
btf::ksyms! {
    fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
    fn bpf_task_release(task: *mut task_struct);
    fn bpf_iter_num_new(it: *mut bpf_iter_num, start: i32, end: i32) -> i32;
    fn bpf_iter_num_next(it: *mut bpf_iter_num) -> *mut i32;
    fn bpf_iter_num_destroy(it: *mut bpf_iter_num);
}

unsafe fn count(value: &mut Value, by: u32) {
    let lock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(93usize) };
    let unlock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(94usize) };
    lock(&mut value.lock);
    value.sum = value.sum.wrapping_add(1);
    if by == 7 {
        panic!();
    }
    unlock(&mut value.lock);
}

unsafe fn read(size: u32, index: u32) -> u32 {
    let reserve: extern "C" fn(&RingBuf, u32, u64, *mut bpf_dynptr) -> i64 = unsafe { transmute(198usize) };
    let discard: extern "C" fn(*mut bpf_dynptr, u64) = unsafe { transmute(200usize) };
    let mut record = MaybeUninit::<bpf_dynptr>::uninit();
    let record = record.as_mut_ptr();
    reserve(&EVENTS, size, 0, record);
    let found = [1, 0, 0, 0][index as usize];
    discard(record, 0);
    found
}

unsafe fn walk(end: u32, limit: u32) -> u32 {
    let mut numbers = MaybeUninit::<bpf_iter_num>::uninit();
    let numbers = numbers.as_mut_ptr();
    let mut seen = 0;
    unsafe {
        bpf_iter_num_new(numbers, 0, end as i32);
        while let Some(number) = bpf_iter_num_next(numbers).as_ref() {
            if *number as u32 >= limit {
                panic!();
            }
            seen = *number as u32;
        }
        bpf_iter_num_destroy(numbers);
    }
    seen
}

// Numbers: an index, a divisor, what to count by, an index, an end and a limit.
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(numbers: *const [u32; 6]) -> u64 {
    let reserve: extern "C" fn(&RingBuf, u64, u64) -> *mut [u32; 4] = unsafe { transmute(131usize) };
    let submit: extern "C" fn(*mut [u32; 4], u64) = unsafe { transmute(132usize) };
    let numbers = unsafe { &*numbers };
    unsafe {
        let Some(value) = SUMS.get(0) else { return 3 };
        let task = bpf_task_from_pid(2);
        if task.is_null() {
            return 1;
        }
        let Some(record) = reserve(&EVENTS, 16, 0).as_mut() else {
            bpf_task_release(task);
            return 2;
        };
        record[numbers[0] as usize] = 100 / numbers[1];
        let found = record[0] as u64;
        submit(record, 1);
        count(value, numbers[2]);
        read(numbers[3] + 8, numbers[3]);
        bpf_task_release(task);
        walk(numbers[4], numbers[5]);
        found
    }
}
