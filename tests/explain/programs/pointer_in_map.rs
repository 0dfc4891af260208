// mistake: a pointer is kept in a map, and used when it comes back
// kind: pointer-from-map
// reason: an address that was kept in a map is a number for the verifier
// note: 'let value = unsafe { *last } as *mut u64;': the value comes from here: read from a map's value: any number of 64 bits
// note: 'if !value.is_null() {': it is compared here; for the verifier it is any number after that
// help: keep the data itself in the map, or look the value up again
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { LAST: Array<usize, 1>; VALUES: Array<u64, 4>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: &Xdp) -> u32 {
    let last = LAST.get(&0);
    if last.is_null() {
        return 2;
    }
    #[cfg(not(mended))]
    let value = unsafe { *last } as *mut u64;
    #[cfg(mended)]
    let value = VALUES.get(&(unsafe { *last } as u32));
    if !value.is_null() {
        unsafe { *value += 1 }; //~ refused
    }
    2
}
