// mistake: an address is aligned with a mask
// kind: pointer-bits
// reason: the bits of an address are changed ('&=')
// note: 'let room = ROOM.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: keep offsets in numbers of their own, and change those
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { ROOM: Array<[u64; 8], 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    let room = ROOM.get(&0);
    if room.is_null() {
        return 1;
    }
    #[cfg(not(mended))]
    let aligned = (room as usize & !15) as *mut u64; //~ refused
    #[cfg(mended)]
    let aligned = room.cast::<u64>();
    unsafe { write_volatile(aligned, 1) };
    2
}
