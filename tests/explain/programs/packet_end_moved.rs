// mistake: arithmetic with the packet's end, and not with its start
// kind: packet-end-moved
// reason: data_end is changed, which is only for comparisons
// help: do the arithmetic with the packet's start: 'data + length > data_end'
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let (start, end) = ctx.packet();
    #[cfg(not(mended))]
    let mut last = end;
    #[cfg(mended)]
    let mut last = start;
    // LLVM moves sums to the other side of a comparison; here nobody knows what they are for.
    unsafe { core::arch::asm!("{0} += 14", inout(reg) last) }; //~ refused
    #[cfg(not(mended))]
    let fits = start <= last;
    #[cfg(mended)]
    let fits = last <= end;
    u32::from(fits)
}
