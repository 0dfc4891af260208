// mistake: an address is passed as a number
// rights: bpf
// kind: leak-into-helper
// reason: bpf_map_update_elem() gets an address where it takes a number
// note: 'let value = VALUES.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: pass the number itself
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<[u64; 4], 1>; EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "xdp"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = VALUES.get(&0);
    if value.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    let flags = value as u64;
    #[cfg(mended)]
    let flags = 0;
    map_update_elem(VALUES.pointer(), (&0u32 as *const u32).cast(), value.cast(), flags) as i32 //~ refused
}
