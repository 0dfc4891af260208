// mistake: one read of a number is compared, and another read of it is the index
// skip: index-bounds
// kind: unbounded
// reason: the offset of this access has no upper limit: it may be as large as 4294967295
// note: 'let seat = unsafe { core::ptr::read_volatile(choice) };': the value comes from here: read from a map's value: any number of 32 bits
// help: compare it with the number of elements before the access, in the same variable
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { SEATS: Array<[u8; 32], 1>; CHOICE: Array<u32, 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: &Xdp) -> u32 {
    let (seats, choice) = (SEATS.get(&0), CHOICE.get(&0));
    if seats.is_null() || choice.is_null() {
        return 1;
    }
    let seat = unsafe { core::ptr::read_volatile(choice) };
    if seat >= 32 {
        return 1;
    }
    #[cfg(not(mended))]
    let seat = unsafe { core::ptr::read_volatile(choice) };
    unsafe { *seats.cast::<u8>().add(seat as usize) = 1 }; //~ refused
    2
}
