// mistake: a program returns what its type does not know
// kind: result
// reason: this program may return 7 to 7; its type allows 0 to 1
// help: return only what programs of this type may return
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "cgroup_skb/ingress"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    #[cfg(not(mended))]
    let answer = if ctx.len > 100 { 7 } else { 1 };
    #[cfg(mended)]
    let answer = u32::from(ctx.len > 100);
    answer
} //~ refused
