// mistake: an address is kept in 32 bits
// kind: pointer-bits
// reason: the bits of an address are changed ('&=')
// note: 'return (first as usize as u32).wrapping_add(ctx.rx_queue_index) as i32 & 1;': the value comes from here: computed from several values
// help: keep offsets in numbers of their own, and change those
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> i32 {
    let (start, _) = ctx.packet();
    let first = start as *const u8;
    #[cfg(not(mended))]
    return (first as usize as u32).wrapping_add(ctx.rx_queue_index) as i32 & 1; //~ refused
    #[cfg(mended)]
    return (ctx.rx_queue_index & 1) as i32;
}
