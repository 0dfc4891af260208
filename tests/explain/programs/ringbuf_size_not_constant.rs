// mistake: a record's size is a number that is known only when the program runs
// kind: size-not-constant
// reason: the size that bpf_ringbuf_reserve() gets is not a constant
// note: 'let size = u64::from(ctx.rx_queue_index & 63);': the value comes from here: read from the context: any number of 32 bits
// help: reserve the largest size that occurs
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    #[cfg(not(mended))]
    let size = u64::from(ctx.rx_queue_index & 63);
    #[cfg(mended)]
    let size = 64;
    let record = unsafe { ringbuf_reserve(EVENTS.pointer(), size, 0) }; //~ refused
    if record.is_null() {
        return 1;
    }
    unsafe { ringbuf_discard(record, 0) };
    2
}
