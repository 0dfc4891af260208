// mistake: a long loop with a branch in each round
// called: bpf-linker
// kind: too-many-jumps
// reason: there are more than 8193 jumps on one way; <N> % of the last <N> instructions were on this line
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
    let rounds = 20_000;
    #[cfg(mended)]
    let rounds = 20;
    while i < rounds {
        if unsafe { get_prandom_u32() } == 7 { //~ refused
            unsafe { asm!("{0} += {1}", inout(reg) sum, in(reg) i) };
        }
        i += 1;
    }
    sum as u32 + ctx.rx_queue_index
}
