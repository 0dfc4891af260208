// mistake: a byte of the packet is the index of a table with 64 entries
// skip: index-bounds, fresh-bounds
// kind: map-value-index
// reason: this 1-byte access may begin at byte 255 of a value of 'TABLE', which has 64 bytes
// note: 'let i = unsafe { *(start as *const u8) } as usize;': the value comes from here: read from the packet: any number of 8 bits
// help: compare the index with the number of elements before the access, in the same variable
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { TABLE: Array<[u8; 64], 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let (start, end) = ctx.packet();
    if start + 1 > end {
        return 1;
    }
    let table = TABLE.get(&0);
    if table.is_null() {
        return 1;
    }
    let i = unsafe { *(start as *const u8) } as usize;
    #[cfg(mended)]
    if i >= 64 {
        return 1;
    }
    u32::from(unsafe { *table.cast::<u8>().add(i) }) //~ refused
}
