// mistake: a helper gets a number where it wants a map
// kind: argument-not-map
// reason: bpf_map_lookup_elem() wants a map as argument 1 and gets a number
// note: 'let map = ctx.rx_queue_index as usize as *const c_void;': the value comes from here: read from the context: any number of 32 bits
// help: pass the address of the map
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { COUNTS: Array<u64, 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let key = 0u32;
    #[cfg(not(mended))]
    let map = ctx.rx_queue_index as usize as *const c_void;
    #[cfg(mended)]
    let map = COUNTS.pointer();
    let value = unsafe { map_lookup_elem(map, (&key as *const u32).cast()) }; //~ refused
    u32::from(value.is_null())
}
