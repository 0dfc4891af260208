// mistake: a tail call while a record is reserved
// kind: not-released
// reason: on this way out, something that bpf_ringbuf_reserve() returned is not given back
// note: 'let record = EVENTS.reserve::<u64>();': the value comes from here: returned by bpf_ringbuf_reserve()
// help: release, submit or discard it before each return
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! {
    EVENTS: RingBuf;
    NEXT: Programs<4>;
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const c_void) -> i32 {
    let record = EVENTS.reserve::<u64>();
    if record.is_null() {
        return 1;
    }
    #[cfg(mended)]
    unsafe { ringbuf_discard(record.cast(), 0) };
    unsafe { tail_call(ctx, NEXT.pointer(), 0) }; //~ refused
    #[cfg(not(mended))]
    EVENTS.submit(record);
    0
}
