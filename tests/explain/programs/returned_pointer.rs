// mistake: the program returns an address, where its type wants 0 or 1
// kind: result-pointer
// reason: this program may return a map's value, or null, where its type wants a number
// note: 'let value = VALUES.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: return a number
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<[u64; 4], 1>; EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "cgroup_skb/egress"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> u64 {
    let value = VALUES.get(&0);
    if value.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    let result = value as u64;
    #[cfg(mended)]
    let result = 1;
    result
} //~ refused
