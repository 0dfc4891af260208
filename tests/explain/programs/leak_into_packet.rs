// mistake: an address is written into a packet, without the right to see addresses
// rights: bpf
// kind: leak-into-packet
// reason: an address is written into a packet, where others could read it
// note: 'let (start, end) = ctx.packet();': the value comes from here: read from the context: a pointer into the packet
// help: write what it points to instead
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> i32 {
    let (start, end) = ctx.packet();
    if start + 8 > end {
        return 1;
    }
    #[cfg(not(mended))]
    unsafe { write_volatile(start as *mut usize, start) }; //~ refused
    #[cfg(mended)]
    unsafe { write_volatile(start as *mut usize, 0) };
    1
}
