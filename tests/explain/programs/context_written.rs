// mistake: a field of the context that is only for reading is written
// kind: context-write
// reason: the context of this type of program has no field that may be written at offset 0
// help: only some fields may be written: keep the value in a variable of your own
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(ctx: &mut Skb) -> u32 {
    #[cfg(not(mended))]
    unsafe { write_volatile(&mut ctx.len, 0) }; //~ refused
    ctx.len
}
