// mistake: two lookups, and the wrong pointer is compared with null
// kind: null
// reason: a value of 'TARGETS' is used that may be null: nothing has compared it with null
// note: 'let target = TARGETS.get(&key);': the value comes from here: returned by bpf_map_lookup_elem()
// help: return when it is null: 'if let Some(value)', or is_null(), on this very pointer
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! {
    SOURCES: Hash<u32, u64, 16>;
    TARGETS: Hash<u32, u64, 16>;
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let key = ctx.ingress_ifindex;
    let source = SOURCES.get(&key);
    let target = TARGETS.get(&key);
    #[cfg(mended)]
    if target.is_null() {
        return 1;
    }
    if source.is_null() {
        return 1;
    }
    unsafe { *target = 1 }; //~ refused
    2
}
