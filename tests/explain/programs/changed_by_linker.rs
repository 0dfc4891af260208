// mistake: the check covers one byte, and the line reads two; the linker has shaped the check
// skip: packet-bounds
// kind: packet-check
// reason: this 1-byte access at offset 15 is not within the 15 bytes of the packet that a comparison has proved
// note: 'let (start, end) = ctx.packet();': the value comes from here: read from the context: a pointer into the packet
// note: 'if payload + CHECKED > end || unsafe { *(payload as *const [u8; 2]) }[1] == 3 {': bpf-shim itself has changed code of this line ('packet-ends'); if the source is right, please report this, with what --repro saves
// help: compare the end of what is accessed with data_end before the access
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[cfg(not(mended))]
const CHECKED: usize = 1;
#[cfg(mended)]
const CHECKED: usize = 2;

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let (start, end) = ctx.packet();
    if start + 15 > end {
        return 1;
    }
    let payload = start + 14 + usize::from(unsafe { *((start + 14) as *const u8) } & 15) * 4;
    if payload + CHECKED > end || unsafe { *(payload as *const [u8; 2]) }[1] == 3 { //~ refused
        return 1;
    }
    2
}
