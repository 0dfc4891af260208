// mistake: more is written to a record than was reserved
// kind: memory-bounds
// reason: this 8-byte access begins at byte 8 of memory that has 8 bytes
// note: 'let record = EVENTS.reserve::<Record>();': the value comes from here: returned by bpf_ringbuf_reserve()
// help: ask for as many bytes as are used: the size of the whole struct
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { EVENTS: RingBuf; }

#[cfg(not(mended))]
type Record = u64;
#[cfg(mended)]
type Record = [u64; 2];

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    let record = EVENTS.reserve::<Record>();
    if record.is_null() {
        return 1;
    }
    unsafe { write_volatile(record.cast::<u64>().add(1), 1) }; //~ refused
    EVENTS.submit(record);
    2
}
