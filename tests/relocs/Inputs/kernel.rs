// What several programs want of the kernel, in a crate of its own.
#![no_std]
#![allow(non_camel_case_types, dead_code)]

use core::ffi::c_void;

#[repr(C)]
pub struct task_struct {
    pub pid: i32,
    pub tgid: i32,
}

btf::ksyms! {
    pub fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
    pub fn bpf_task_release(task: *mut task_struct);
    /// No kernel has it.
    pub weak fn bpf_no_such_function(task: *mut task_struct) -> i32;
    pub weak fn bpf_task_acquire(task: *mut task_struct) -> *mut task_struct;
    pub static schedule: c_void;
    pub static bpf_prog_active: i32;
    pub weak static no_such_variable: u32;
    pub fn nobody_calls_it(a: u32) -> u32;
}

btf::kconfig! {
    pub static LINUX_KERNEL_VERSION: u32;
    pub static CONFIG_BPF_SYSCALL: bool;
    pub weak static CONFIG_NO_SUCH_SETTING: u64;
}
