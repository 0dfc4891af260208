// mistake: a task is released that nobody has acquired
// kind: kfunc-not-acquired
// reason: bpf_task_release() gives back what this program has not acquired
// help: acquire it before, as bpf_task_acquire() does, or do not give it back
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_task_acquire(task: *mut task_struct) -> *mut task_struct;
    fn bpf_task_release(task: *mut task_struct);
}
#[repr(C)]
pub struct task_struct {
    state: u32,
}

#[no_mangle]
#[link_section = "tp_btf/sched_switch"]
extern "C" fn prog(ctx: *const *mut task_struct) -> i32 {
    let task = unsafe { *ctx.add(1) };
    #[cfg(mended)]
    let task = unsafe { bpf_task_acquire(task) };
    #[cfg(mended)]
    if task.is_null() {
        return 0;
    }
    unsafe { bpf_task_release(task) }; //~ refused
    0
}
