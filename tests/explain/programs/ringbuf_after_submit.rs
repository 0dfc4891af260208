// mistake: a record is written after it was submitted
// kind: given-back
// reason: this was given back by a call before, and may not be used any more
// note: 'let record = EVENTS.reserve::<u64>();': the value comes from here: returned by bpf_ringbuf_reserve()
// help: use it before it is submitted, discarded or released
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    let record = EVENTS.reserve::<u64>();
    if record.is_null() {
        return 1;
    }
    #[cfg(mended)]
    unsafe { write_volatile(record, 1) };
    EVENTS.submit(record);
    #[cfg(not(mended))]
    unsafe { write_volatile(record, 1) }; //~ refused
    2
}
