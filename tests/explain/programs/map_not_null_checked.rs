// mistake: what a lookup returns is used at once
// kind: null
// reason: a value of 'COUNTS' is used that may be null: nothing has compared it with null
// note: 'let count = COUNTS.get(&key);': the value comes from here: returned by bpf_map_lookup_elem()
// help: return when it is null: 'if let Some(value)', or is_null(), on this very pointer
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { COUNTS: Hash<u32, u64, 16>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let key = ctx.ingress_ifindex;
    let count = COUNTS.get(&key);
    #[cfg(mended)]
    if count.is_null() {
        return 2;
    }
    unsafe { *count += 1 }; //~ refused
    2
}
