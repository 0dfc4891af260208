// mistake: a callback changes the key of a map's element
// kind: key-write
// reason: the key of a map's element is written
// help: insert the value under another key instead
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! {
    COUNTS: Hash<u32, u64, 4>;
}

extern "C" fn each(_map: *mut c_void, key: *mut u32, value: *mut u64, _data: *mut c_void) -> i64 {
    #[cfg(not(mended))]
    unsafe { write_volatile(key, 1) }; //~ refused
    #[cfg(mended)]
    unsafe { write_volatile(value, 1) };
    0
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: *const u64) -> u32 {
    unsafe { for_each_map_elem(COUNTS.pointer(), each, null_mut(), 0) };
    2
}
