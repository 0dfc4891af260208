// mistake: a program returns a number that may be anything
// kind: result
// reason: this program may return 0 to 4294967295; its type allows 0 to 1
// note: '}': the value comes from here: read from the context: any number of 32 bits
// help: return only what programs of this type may return
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "cgroup_skb/ingress"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    #[cfg(not(mended))]
    let answer = ctx.len;
    #[cfg(mended)]
    let answer = ctx.len & 1;
    answer
} //~ refused
