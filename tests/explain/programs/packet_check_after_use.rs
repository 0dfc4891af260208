// mistake: the check comes after the read
// skip: packet-bounds
// kind: packet-bounds
// reason: nothing before this 1-byte access has compared the pointer with the packet's end
// note: 'let (start, end) = ctx.packet();': the value comes from here: read from the context: a pointer into the packet
// help: compare first: 'if pointer + length > data_end' has to lead away from here
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let (start, end) = ctx.packet();
    #[cfg(mended)]
    if start + 24 > end {
        return 1;
    }
    let kind = unsafe { core::ptr::read_volatile((start + 23) as *const u8) }; //~ refused
    #[cfg(not(mended))]
    if start + 24 > end {
        return 1;
    }
    u32::from(kind)
}
