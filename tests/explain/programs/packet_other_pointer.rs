// mistake: one pointer is compared with the end, another one is read
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
    if start + 15 > end {
        return 1;
    }
    let length = usize::from(unsafe { *((start + 14) as *const u8) } & 15) * 4;
    let payload = start + 14 + length;
    #[cfg(not(mended))]
    if start + 14 > end {
        return 1;
    }
    #[cfg(mended)]
    if payload + 1 > end {
        return 1;
    }
    u32::from(unsafe { *(payload as *const u8) }) //~ refused
}
