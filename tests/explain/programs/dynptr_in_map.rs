// mistake: a dynptr that lies in a map
// kind: argument-type
// reason: bpf_dynptr_read() gets a map's value as argument 3, and wants one of: fp, dynptr_ptr
// note: 'let value = VALUES.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: pass one of these; a number is passed by the address of a local variable that holds it
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<[u64; 4], 1>; EVENTS: RingBuf; }
#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = VALUES.get(&0);
    if value.is_null() {
        return 0;
    }
    let mut dynptr = bpf_dynptr { opaque: [0; 2] };
    dynptr_from_mem(value.cast(), 32, 0, &mut dynptr);
    let mut word = 0u64;
    #[cfg(not(mended))]
    let place = value.cast::<bpf_dynptr>();
    #[cfg(mended)]
    let place = &raw mut dynptr;
    dynptr_read((&raw mut word).cast(), 8, place, 0, 0) as i32 //~ refused
}
