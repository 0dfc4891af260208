// mistake: the comparison lets one index too many through
// skip: index-bounds, fresh-bounds
// kind: map-value-check
// reason: this 4-byte access may begin at byte 64 of a value of 'COUNTS', which has 64 bytes
// note: 'let queue = ctx.rx_queue_index as usize;': the value comes from here: read from the context: any number of 32 bits
// note: 'if queue > LAST {': it is compared here; for the verifier it is 0 to 64 after that
// help: let the comparison leave only offsets from which the access ends within the 64 bytes
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { COUNTS: Array<[u32; 16], 1>; }

#[cfg(not(mended))]
const LAST: usize = 16;
#[cfg(mended)]
const LAST: usize = 15;

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let counts = COUNTS.get(&0);
    if counts.is_null() {
        return 1;
    }
    let queue = ctx.rx_queue_index as usize;
    if queue > LAST {
        return 1;
    }
    unsafe { *counts.cast::<u32>().add(queue) += 1 }; //~ refused
    2
}
