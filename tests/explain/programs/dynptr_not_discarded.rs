// mistake: a record that a dynptr stands for is neither submitted nor discarded
// kind: not-released
// reason: on this way out, something that bpf_ringbuf_reserve_dynptr() returned is not given back
// note: 'unsafe { ringbuf_reserve_dynptr(EVENTS.pointer(), 64, 0, &mut dynptr) };': the value comes from here: returned by bpf_ringbuf_reserve_dynptr()
// help: release, submit or discard it before each return
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(_ctx: &Skb) -> u32 {
    let mut dynptr = bpf_dynptr { opaque: [0; 2] };
    unsafe { ringbuf_reserve_dynptr(EVENTS.pointer(), 64, 0, &mut dynptr) };
    #[cfg(mended)]
    unsafe { ringbuf_discard_dynptr(&mut dynptr, 0) };
    0
} //~ refused
