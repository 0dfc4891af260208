// mistake: what a function of the kernel returned is given back without a check for null
// kind: kfunc-null
// reason: bpf_task_release() gets what may be null as argument 0, counted from 0: nothing has compared it with null
// note: 'let task = unsafe { bpf_task_from_pid(1) };': the value comes from here: returned by bpf_task_from_pid()
// help: return when it is null, before the call
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
    fn bpf_task_release(task: *mut task_struct);
}
#[repr(C)]
pub struct task_struct {
    state: u32,
}

#[no_mangle]
#[link_section = "tp_btf/sched_switch"]
extern "C" fn prog(_: *const u64) -> i32 {
    let task = unsafe { bpf_task_from_pid(1) };
    #[cfg(mended)]
    if task.is_null() {
        return 0;
    }
    unsafe { bpf_task_release(task) }; //~ refused
    0
}
