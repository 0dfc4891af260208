// mistake: a loop in a program that is loaded without rights
// rights: none
// kernel: 5.10
// kind: back-edge
// reason: a loop: this jump leads back to instruction 2, and before Linux 5.3, or without the right to load any program (CAP_BPF), there are no loops
// help: have loops unrolled, as --kernel 5.2 does, or load with CAP_BPF on 5.3 or later
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(skb: &Skb) -> u32 {
    let mut sum = 0;
    #[cfg(not(mended))]
    let rounds = 1000;
    #[cfg(mended)]
    let rounds = 4;
    for _ in 0..rounds { //~ refused
        sum += unsafe { read_volatile(&skb.len) };
    }
    sum
}
