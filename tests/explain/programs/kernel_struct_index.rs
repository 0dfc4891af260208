// mistake: a field of a struct of the kernel's is chosen by a number
// kind: kernel-index
// reason: the offset into the kernel's struct task_struct is not constant
// note: 'let number = read_volatile(task.cast::<u64>().add((get_prandom_u32() & 7) as usize));': the value comes from here: returned by bpf_get_prandom_u32()
// help: read the field by its name, or copy what is at the offset with bpf_probe_read_kernel()
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
    let number = read_volatile(task.cast::<u64>().add((get_prandom_u32() & 7) as usize)); //~ refused
    #[cfg(mended)]
    let number = btf::load!(task, tgid);
    number as i32
}
