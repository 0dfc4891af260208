// mistake: what lies before a struct of the kernel's is read
// kind: kernel-before
// reason: this access begins before the kernel's struct task_struct, at byte -8
// note: 'let task: *mut task_struct = get_current_task_btf().cast();': the value comes from here: returned by bpf_get_current_task_btf()
// help: take the offset of the field from this kernel's BTF, with a CO-RE relocation
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
pub struct task_struct {
    tgid: i32,
}

#[no_mangle]
#[link_section = "tp_btf/sched_switch"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let task: *mut task_struct = get_current_task_btf().cast();
    #[cfg(not(mended))]
    let number = read_volatile(task.cast::<u64>().sub(1)); //~ refused
    #[cfg(mended)]
    let number = btf::load!(task, tgid);
    number as i32
}
