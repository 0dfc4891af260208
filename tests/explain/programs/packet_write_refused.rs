// mistake: a program that may only read packets writes to one
// kind: packet-write
// reason: programs of this type may read the packet, and not write it
// help: use a type that may: xdp, tc, cgroup/skb has none that writes
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[link_section = "cgroup_skb/ingress"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    let (start, end) = ctx.packet();
    if start + 1 > end {
        return 1;
    }
    let first = start as *mut u8;
    #[cfg(not(mended))]
    unsafe {
        *first = 0; //~ refused
    }
    let _ = first;
    1
}
