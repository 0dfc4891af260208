// Promise: a panic gives back all references to an object of the program's own, and interrupts; where what a list gives is
// held, the line that panics is an error.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 0100000002000000 0000000002000000 0100000009000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 0100000002000000 0000000002000000 0100000009000000 | FileCheck %s
// RUN: %status 1 sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.o %s --cfg list > %t.says 2>&1
// RUN: FileCheck --check-prefix=LIST %s < %t.says
// Nothing panics in the first run; in the others, what divides, and what is at another place.
// CHECK: run prog 0 130{{$}}
// CHECK-NEXT: run prog 1 0{{$}}
// CHECK-NEXT: run prog 2 0{{$}}
// LIST: bpf-shim: error: {{.*}}owners.rs:[[#@LINE+69]]:{{[0-9]+}}: in 'prog': a panic cannot end the program here: nothing is known to give back what 'bpf_list_pop_front' gave
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("../tags/prelude.rs");

use btf::{bpf_list_head, bpf_list_node, bpf_refcount, bpf_spin_lock};
use core::ffi::c_void;
use core::ptr::null;

#[repr(C)]
pub struct Job {
    link: bpf_list_node,
    number: u32,
    owners: bpf_refcount,
}
btf::contains! {
    struct Jobs: bpf_list_head = Job.link;
}
#[repr(C)]
pub struct Value {
    lock: bpf_spin_lock,
    jobs: Jobs,
}
btf::ksyms! {
    fn bpf_obj_new_impl(id: u64, meta: *const c_void) -> *mut c_void;
    fn bpf_obj_drop_impl(object: *mut c_void, meta: *const c_void);
    fn bpf_refcount_acquire_impl(object: *mut c_void, meta: *const c_void) -> *mut c_void;
    fn bpf_list_pop_front(head: *mut bpf_list_head) -> *mut bpf_list_node;
    fn bpf_local_irq_save(flags: *mut u64);
    fn bpf_local_irq_restore(flags: *mut u64);
}
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static JOBS: Map<Value, ARRAY, 1> = Map::new();

#[cfg(list)]
unsafe fn pop(value: &mut Value) -> *mut Job {
    let lock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(93usize) };
    let unlock: extern "C" fn(*mut bpf_spin_lock) = unsafe { transmute(94usize) };
    lock(&mut value.lock);
    let job = unsafe { bpf_list_pop_front(value.jobs.head()) };
    unlock(&mut value.lock);
    job.cast()
}

#[inline(always)]
unsafe fn look(index: u32) -> u32 {
    let mut flags = core::mem::MaybeUninit::<u64>::uninit();
    unsafe {
        bpf_local_irq_save(flags.as_mut_ptr());
        let found = [10, 20, 30, 40][index as usize];
        bpf_local_irq_restore(flags.as_mut_ptr());
        found
    }
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(numbers: *const [u32; 2]) -> u32 {
    let numbers = unsafe { &*numbers };
    unsafe {
        #[cfg(list)]
        {
            let Some(value) = JOBS.get(0) else { return 1 };
            let first = pop(value);
            if first.is_null() {
                return 2;
            }
            (*first).number = 100 / numbers[0];
            bpf_obj_drop_impl(first.cast(), null());
        }
        let job: *mut Job = bpf_obj_new_impl(btf::type_id_local!(Job), null()).cast();
        if job.is_null() {
            return 3;
        }
        let again = bpf_refcount_acquire_impl(job.cast(), null());
        (*job).number = 100 / numbers[0];
        let found = (*job).number + look(numbers[1]);
        bpf_obj_drop_impl(again, null());
        bpf_obj_drop_impl(job.cast(), null());
        found
    }
}
