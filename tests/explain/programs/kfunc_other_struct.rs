// mistake: a task is released as a control group
// kind: kfunc-struct
// reason: bpf_cgroup_release() wants a 'cgroup' of the kernel's as argument 0, counted from 0, and gets a 'task_struct'
// help: call the function that is for this struct
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
    fn bpf_task_release(task: *mut task_struct);
    fn bpf_cgroup_release(cgroup: *mut cgroup);
}
#[repr(C)]
pub struct task_struct {
    state: u32,
}
#[repr(C)]
pub struct cgroup {
    first: u32,
}

#[no_mangle]
#[link_section = "tp_btf/sched_switch"]
extern "C" fn prog(_: *const u64) -> i32 {
    let task = unsafe { bpf_task_from_pid(1) };
    if task.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    unsafe { bpf_cgroup_release(task.cast()) }; //~ refused
    #[cfg(mended)]
    unsafe { bpf_task_release(task) };
    0
}
