// mistake: the constant that is added to a pointer is too large
// kind: far-sum
// reason: 1879048192 is added to a map's value, which is never that large
// help: compare indices with the number of elements before they become an offset
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { ROOM: Array<[u64; 8], 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    let mut room = ROOM.get(&0).cast::<u8>();
    if room.is_null() {
        return 1;
    }
    #[cfg(not(mended))]
    unsafe { asm!("{0} += 1879048192", inout(reg) room) }; //~ refused
    #[cfg(mended)]
    unsafe { asm!("{0} += 56", inout(reg) room) };
    u32::from(unsafe { read_volatile(room) })
}
