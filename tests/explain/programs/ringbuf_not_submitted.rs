// mistake: one way out neither submits nor discards a record
// kind: not-released
// reason: on this way out, something that bpf_ringbuf_reserve() returned is not given back
// note: 'let record = EVENTS.reserve::<u64>();': the value comes from here: returned by bpf_ringbuf_reserve()
// help: release, submit or discard it before each return
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let record = EVENTS.reserve::<u64>();
    if record.is_null() {
        return 1;
    }
    if ctx.rx_queue_index == 7 {
        #[cfg(mended)]
        unsafe { ringbuf_discard(record.cast(), 0) };
        return 1;
    }
    unsafe { *record = 1 };
    EVENTS.submit(record);
    2
} //~ refused
