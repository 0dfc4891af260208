// Promise: values may point to memory for each CPU (PercpuKptr) and of the process (Uptr), of which the kernel gets to know
// the whole type.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 05000000 06000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 05000000 06000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c -u TASKS %t.3.o 05000000 06000000 | FileCheck --check-prefix=GIVEN %s
// RUN: %top/build/tests/run_prog -c -u TASKS %t.0.o 05000000 06000000 | FileCheck --check-prefix=GIVEN %s
// RUN: bpftool btf dump file %t.3.o | FileCheck --check-prefix=BTF %s
// CHECK: run prog 0 1000{{$}}
// CHECK: run prog 1 1000{{$}}
// What the process has at the third place.
// GIVEN: run prog 0 102{{$}}
// GIVEN: run prog 1 102{{$}}
// BTF-DAG: TYPE_TAG 'percpu_kptr' type_id=[[#COUNTS:]]
// BTF-DAG: [[[#COUNTS]]] STRUCT 'Counts' size=16 vlen=2
// BTF-DAG: TYPE_TAG 'uptr' type_id=[[#SETTINGS:]]
// BTF-DAG: [[[#SETTINGS]]] STRUCT 'Settings' size=24 vlen=1
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::{PercpuKptr, Uptr};
use core::ffi::c_void;

#[repr(C)]
pub struct Counts {
    number: u64,
    other: u64,
}
#[repr(C)]
pub struct Settings {
    levels: [u64; 3],
}
#[repr(C)]
pub struct Value {
    counts: PercpuKptr<Counts>,
}
#[repr(C)]
pub struct OfTask {
    settings: Uptr<Settings>,
}
#[repr(C)]
pub struct TaskStorage {
    r#type: *const [i32; 29],
    map_flags: *const [i32; 1], // BPF_F_NO_PREALLOC
    key: *const i32,
    value: *const OfTask,
}
unsafe impl Sync for TaskStorage {}
#[repr(C)]
pub struct task_struct {
    tgid: i32,
}

btf::ksyms! {
    fn bpf_percpu_obj_new_impl(id: u64, meta: *const c_void) -> *mut c_void;
    fn bpf_percpu_obj_drop_impl(object: *mut c_void, meta: *const c_void);
    fn bpf_rcu_read_lock();
    fn bpf_rcu_read_unlock();
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static VALUES: Map<Value, ARRAY, 1> = Map::new();
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static TASKS: TaskStorage = {
    use core::ptr::null;
    TaskStorage { r#type: null(), map_flags: null(), key: null(), value: null() }
};

unsafe fn level() -> u64 {
    let this: extern "C" fn() -> *mut task_struct = unsafe { transmute(158usize) };
    let get: extern "C" fn(*const TaskStorage, *mut task_struct, *const c_void, u64) -> *const OfTask =
        unsafe { transmute(156usize) };
    unsafe {
        match get(&raw const TASKS, this(), core::ptr::null(), 1).as_ref() {
            Some(value) => value.settings.get().as_ref().map_or(1000, |settings| settings.levels[2]),
            None => 0,
        }
    }
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(number: *const u32) -> u64 {
    let this_cpu: extern "C" fn(*const Counts) -> *mut Counts = unsafe { transmute(154usize) };
    let Some(value) = VALUES.get(0) else { return 0 };
    unsafe {
        let counts: *mut Counts = bpf_percpu_obj_new_impl(btf::type_id_local!(Counts), core::ptr::null()).cast();
        if counts.is_null() {
            return 1;
        }
        let before = value.counts.exchange(counts);
        if !before.is_null() {
            bpf_percpu_obj_drop_impl(before.cast(), core::ptr::null());
        }
        bpf_rcu_read_lock();
        let counts = value.counts.get();
        if !counts.is_null() {
            let here = this_cpu(counts);
            (*here).number = *number as u64;
        }
        bpf_rcu_read_unlock();
        level()
    }
}
