// mistake: the check covers the Ethernet header, the address is in the IP header
// skip: packet-bounds
// kind: packet-check
// reason: this 1-byte access at offset 26 is not within the 14 bytes of the packet that a comparison has proved
// note: 'let (start, end) = ctx.packet();': the value comes from here: read from the context: a pointer into the packet
// help: compare the end of what is accessed with data_end before the access
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[cfg(not(mended))]
const HEADERS: usize = 14;
#[cfg(mended)]
const HEADERS: usize = 14 + 20;

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let (start, end) = ctx.packet();
    if start + HEADERS > end {
        return 1;
    }
    let source = (start + 14 + 12) as *const u32;
    let address = unsafe { source.read_unaligned() }; //~ refused
    1 + address % 2
}
