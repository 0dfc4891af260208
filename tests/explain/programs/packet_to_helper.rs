// mistake: a helper that takes memory of the program gets the packet
// kind: packet-argument
// reason: bpf_skb_load_bytes() may not read or write the packet itself
// help: copy the bytes to a local array, and pass that
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[link_section = "cgroup_skb/ingress"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    let (start, end) = ctx.packet();
    if start + 16 > end {
        return 1;
    }
    let mut block = [0u32; 4];
    #[cfg(not(mended))]
    let to = start as *mut u32;
    #[cfg(mended)]
    let to = block.as_mut_ptr();
    let _ = &mut block;
    let skb = (ctx as *const Skb).cast();
    let failed = unsafe { skb_load_bytes(skb, 0, to.cast(), 16) }; //~ refused
    u32::from(failed == 0)
}
