// mistake: the key of a lookup is a field of the context, where helpers cannot read
// kind: argument-context
// reason: bpf_map_lookup_elem() gets a pointer into the context as argument 2; it cannot read there
// help: copy the field to a local variable (read_volatile) and pass its address
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { COUNTS: Hash<u32, u64, 16>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    #[cfg(not(mended))]
    let key = &ctx.ingress_ifindex;
    #[cfg(mended)]
    let key = &unsafe { read_volatile(&ctx.ingress_ifindex) };
    u32::from(COUNTS.get(key).is_null()) //~ refused
}
