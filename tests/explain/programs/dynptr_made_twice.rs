// mistake: a dynptr is made where one holds a record
// kind: dynptr-overwritten
// reason: a dynptr that holds a record is written over
// help: submit or discard the record first, and leave the dynptr to the helpers
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! {
    EVENTS: RingBuf;
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: *const c_void) -> u32 {
    let mut record = bpf_dynptr { opaque: [0; 2] };
    unsafe { ringbuf_reserve_dynptr(EVENTS.pointer(), 8, 0, &mut record) };
    #[cfg(not(mended))]
    unsafe { ringbuf_reserve_dynptr(EVENTS.pointer(), 16, 0, &mut record) }; //~ refused
    unsafe { ringbuf_discard_dynptr(&mut record, 0) };
    0
}
