// mistake: a loop of more rounds than the verifier walks
// kind: too-large
// reason: the verifier has walked 1000001 instructions and gives up; <N> % of the last <N> were on this line
// help: make the loop shorter, or use bpf_loop(), whose rounds are walked once
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let mut sum = 0u64;
    let mut i = 0u64;
    #[cfg(not(mended))]
    let rounds = 1_000_000;
    #[cfg(mended)]
    let rounds = 1000;
    while i < rounds {
        unsafe { asm!("{0} += {1}", "{0} *= 3", inout(reg) sum, in(reg) i) }; //~ refused
        i += 1;
    }
    sum as u32 + ctx.rx_queue_index
}
