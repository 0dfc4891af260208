// mistake: the address of a field of what a lookup returned, before it is compared with null
// kind: null-moved
// reason: arithmetic on what may be null when bpf_map_lookup_elem() returns it: nothing has compared it with null
// note: 'let pair = PAIRS.get(&key);': the value comes from here: returned by bpf_map_lookup_elem()
// help: return when it is null before its fields or elements are used
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { PAIRS: Hash<u32, [u64; 2], 16>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let key = ctx.ingress_ifindex;
    let pair = PAIRS.get(&key);
    #[cfg(mended)]
    if pair.is_null() {
        return 1;
    }
    let mut second = pair.cast::<u64>();
    unsafe { asm!("{0} += 8", inout(reg) second) }; //~ refused
    #[cfg(not(mended))]
    if second.is_null() {
        return 1;
    }
    unsafe { *second += 1 };
    2
}
