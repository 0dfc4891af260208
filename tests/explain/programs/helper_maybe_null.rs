// mistake: a helper gets what a lookup returned, before it is compared with null
// kind: argument-null
// reason: bpf_get_current_comm() gets what may be null as argument 1: nothing has compared it with null
// note: 'let name = NAMES.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: return when it is null, before the call
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { NAMES: Array<[u8; 16], 1>; }

#[no_mangle]
#[link_section = "kprobe/do_nanosleep"]
extern "C" fn prog(_ctx: *const u64) -> u32 {
    let name = NAMES.get(&0);
    #[cfg(mended)]
    if name.is_null() {
        return 0;
    }
    unsafe { get_current_comm(name.cast(), 16) }; //~ refused
    0
}
