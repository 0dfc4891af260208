// mistake: arithmetic that is none for pointers
// rights: bpf
// kind: pointer-operator
// reason: an address is changed with '*='; there is only addition and subtraction
// help: use the value behind the address, or a number
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    #[cfg(not(mended))]
    let hash = ctx as *const Skb as usize;
    #[cfg(mended)]
    let hash = ctx.len as usize;
    (hash.wrapping_mul(31)) as u32 //~ refused
}
