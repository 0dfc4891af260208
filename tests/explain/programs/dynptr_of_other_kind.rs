// mistake: a dynptr to local memory is discarded as a record
// kind: dynptr-not-a-record
// reason: bpf_ringbuf_discard_dynptr() gets a dynptr that holds no record
// help: pass the dynptr that bpf_ringbuf_reserve_dynptr() has made
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! {
    EVENTS: RingBuf;
    COUNTS: Array<u64, 4>;
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: *const c_void) -> i32 {
    let mut number = 0u64;
    let mut pointer = bpf_dynptr { opaque: [0; 2] };
    #[cfg(not(mended))]
    {
        let value = COUNTS.get(&0);
        if value.is_null() {
            return 0;
        }
        unsafe { dynptr_from_mem(value.cast(), 8, 0, &mut pointer) };
    }
    #[cfg(mended)]
    unsafe { ringbuf_reserve_dynptr(EVENTS.pointer(), 8, 0, &mut pointer) };
    unsafe { ringbuf_discard_dynptr(&mut pointer, 0) }; //~ refused
    0
}
