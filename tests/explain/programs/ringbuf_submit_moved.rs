// mistake: not the start of a record is submitted
// kind: argument-moved
// reason: bpf_ringbuf_submit() wants the pointer as it was returned, without an offset
// note: 'let record = EVENTS.reserve::<[u64; 2]>();': the value comes from here: returned by bpf_ringbuf_reserve()
// help: pass the pointer that the other call returned
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    let record = EVENTS.reserve::<[u64; 2]>();
    if record.is_null() {
        return 1;
    }
    #[cfg(not(mended))]
    let last = unsafe { record.cast::<u64>().add(1) };
    #[cfg(mended)]
    let last = record;
    unsafe { ringbuf_submit(last.cast(), 0) }; //~ refused
    2
}
