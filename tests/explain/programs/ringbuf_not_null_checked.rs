// mistake: a record is written that may be null
// kind: null-pointer
// reason: this may be null when bpf_ringbuf_reserve() returns it: nothing has compared it with null
// note: 'let record = EVENTS.reserve::<u64>();': the value comes from here: returned by bpf_ringbuf_reserve()
// help: return when it is null: 'if let Some(value)', or is_null(), on this very pointer
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    let record = EVENTS.reserve::<u64>();
    #[cfg(mended)]
    if record.is_null() {
        return 1;
    }
    unsafe { write_volatile(record, 1) }; //~ refused
    EVENTS.submit(record);
    2
}
