// mistake: a pointer to the packet is used after a helper has moved the packet
// kind: packet-moved
// reason: this pointer into the packet is from before a call that may have moved the packet
// note: 'let (start, end) = ctx.packet();': the value comes from here: read from the context: a pointer into the packet
// help: read data and data_end again after the call, and compare them again
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let (start, end) = ctx.packet();
    if start + 14 > end || unsafe { xdp_adjust_head((ctx as *const Xdp).cast(), 4) } != 0 {
        return 1;
    }
    #[cfg(mended)]
    let (start, end) = ctx.packet();
    #[cfg(mended)]
    if start + 14 > end {
        return 1;
    }
    u32::from(unsafe { *(start as *const u8) }) //~ refused
}
