// mistake: a struct of the kernel's is read by a program that is not under the GPL
// kind: kernel-gpl
// reason: only programs under the GPL may read the kernel's struct task_struct
// note: 'let task = unsafe { *ctx.add(1) };': the value comes from here: read from the context
// help: set the license to "GPL" or "Dual MIT/GPL"
#![no_std]
#![no_main]
use bpf::*;

#[cfg(not(mended))]
bpf::program_file!(b"Proprietary\0");
#[cfg(mended)]
bpf::program_file!();

#[no_mangle]
#[link_section = "tp_btf/sched_switch"]
extern "C" fn prog(ctx: *const *const u64) -> i32 {
    let task = unsafe { *ctx.add(1) };
    unsafe { read_volatile(task) }; //~ refused
    0
}
