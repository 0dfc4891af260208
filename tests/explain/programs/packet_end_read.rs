// mistake: what the end of the packet points to is read
// skip: packet-tails
// kind: wrong-memory
// reason: the end of the packet may not be read or written here
// note: 'let (start, end) = ctx.packet();': the value comes from here: read from the context: the end of the packet
// help: access the data itself: a local variable, a map's value, the packet from its start
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let (start, end) = ctx.packet();
    if start + 1 > end {
        return 1;
    }
    #[cfg(not(mended))]
    let last = end as *const u8;
    #[cfg(mended)]
    let last = start as *const u8;
    u32::from(unsafe { read_volatile(last) }) //~ refused
}
