// mistake: a field behind the end of a struct of the kernel's
// kind: kernel-bounds
// reason: 8 bytes at offset 32000 lie behind the end of struct task_struct
// note: 'let task = unsafe { *ctx.add(1) };': the value comes from here: read from the context
// help: access fields by their names, those of the kernel's structs with a CO-RE relocation
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "tp_btf/sched_switch"]
extern "C" fn prog(ctx: *const *const u64) -> u32 {
    let task = unsafe { *ctx.add(1) };
    #[cfg(not(mended))]
    unsafe { read_volatile(task.add(4000)) }; //~ refused
    #[cfg(mended)]
    unsafe { read_volatile(task.add(1)) };
    0
}
