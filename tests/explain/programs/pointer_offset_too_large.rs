// mistake: an index that begins far behind what a map can hold
// kind: far-sum-value
// reason: an offset of 1073741824 leaves what a map's value can be
// note: 'let mut offset = u64::from(ctx.rx_queue_index & 7);': the value comes from here: read from the context: any number of 32 bits
// help: compare indices with the number of elements before they become an offset
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { ROOM: Array<[u64; 8], 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let mut room = ROOM.get(&0).cast::<u8>();
    if room.is_null() {
        return 1;
    }
    let mut offset = u64::from(ctx.rx_queue_index & 7);
    #[cfg(not(mended))]
    unsafe { asm!("{0} += 1073741824", inout(reg) offset) };
    unsafe { asm!("{0} += {1}", inout(reg) room, in(reg) offset) }; //~ refused
    u32::from(unsafe { read_volatile(room) })
}
