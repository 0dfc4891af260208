// mistake: an argument that the traced function does not have
// kind: traced-argument
// reason: the function 'sched_switch', which is traced, has no argument number 7
// help: count the arguments from 0; the result comes behind the last one, in fexit
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "tp_btf/sched_switch"]
extern "C" fn prog(ctx: *const u64) -> u32 {
    #[cfg(not(mended))]
    unsafe { read_volatile(ctx.add(7)) }; //~ refused
    #[cfg(mended)]
    unsafe { read_volatile(ctx.add(1)) };
    0
}
