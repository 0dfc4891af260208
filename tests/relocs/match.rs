// Promise: type_matches! compares types as a whole, names of numbers and functions behind pointers included.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 3 %t.o %s && %top/build/tests/run_prog -c %t.o 0000000000000000 | FileCheck %s
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 0 %t.o %s && %top/build/tests/run_prog -c %t.o 0000000000000000 | FileCheck %s
// CHECK: run prog 0 475{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

#[repr(C)]
pub struct list_head {
    next: *mut list_head,
    prev: *mut list_head,
}
#[repr(C)]
pub struct load_weight {
    weight: usize,
    inv_weight: u32,
}
mod other {
    #[repr(C)]
    pub struct load_weight {
        weight: u32, // longer in the kernel
        inv_weight: u32,
    }
}
#[repr(C)]
pub struct sched_entity {
    load: load_weight,
    on_rq: u8,
}
#[repr(C)]
pub struct callback_head {
    next: *mut callback_head,
    func: Option<unsafe extern "C" fn(*mut callback_head)>,
}
#[repr(C)]
pub struct file_operations {
    poll: Option<unsafe extern "C" fn()>, // takes arguments in the kernel
}
#[repr(C)]
pub struct kgid_t {
    val: u32,
}
#[repr(C)]
pub enum pid_type {
    PIDTYPE_SID = 77,
    PIDTYPE_PID = 88,
}
#[repr(C)]
pub struct no_such_type {
    a: u32,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_: *const u64) -> u32 {
    btf::type_matches!(list_head) as u32
        | (btf::type_matches!(load_weight) as u32) << 1
        | (btf::type_matches!(other::load_weight) as u32) << 2
        | (btf::type_matches!(sched_entity) as u32) << 3
        | (btf::type_matches!(callback_head) as u32) << 4
        | (btf::type_matches!(file_operations) as u32) << 5
        | (btf::type_matches!(typedef kgid_t) as u32) << 6
        | (btf::type_matches!(pid_type) as u32) << 7
        | ((btf::type_size!(no_such_type) == 0) as u32) << 8 // aya's loader fails over it
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
