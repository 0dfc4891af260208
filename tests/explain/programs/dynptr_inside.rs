// mistake: a dynptr is passed by an address inside of it
// kind: dynptr-not-made
// reason: bpf_dynptr_read() gets a dynptr that nothing has made
// help: make it first, with bpf_dynptr_from_mem() or bpf_ringbuf_reserve_dynptr()
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
    let place = (&raw const dynptr).byte_add(8);
    #[cfg(mended)]
    let place = &raw const dynptr;
    dynptr_read((&raw mut word).cast(), 8, place, 0, 0) as i32 //~ refused
}
