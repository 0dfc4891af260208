// mistake: a number is passed where the kernel wants a task
// kind: kfunc-number
// reason: bpf_task_acquire() wants a 'task_struct' of the kernel's as argument 0, counted from 0, and gets something else
// note: 'unsafe { bpf_task_acquire(get_current_task() as *mut task_struct) };': the value comes from here: returned by bpf_get_current_task()
// help: pass what the kernel gave: an argument of the traced function, or what another function returned
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
    #[cfg(not(mended))]
    unsafe { bpf_task_acquire(get_current_task() as *mut task_struct) }; //~ refused
    #[cfg(mended)]
    unsafe {
        let task = bpf_task_acquire(*ctx.add(1));
        if !task.is_null() {
            bpf_task_release(task);
        }
    }
    0
}
