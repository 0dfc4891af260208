// mistake: a struct of the kernel's is written
// kind: kernel-write
// reason: a struct of the kernel's is written
// note: 'let task = unsafe { *ctx.add(1) };': the value comes from here: read from the context
// help: its fields are only for reading
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "tp_btf/sched_switch"]
extern "C" fn prog(ctx: *const *mut u64) -> u32 {
    let task = unsafe { *ctx.add(1) };
    #[cfg(not(mended))]
    unsafe { write_volatile(task, 0) }; //~ refused
    #[cfg(mended)]
    unsafe { read_volatile(task) };
    0
}
