// mistake: a helper for perf events gets a hash map
// kind: map-type
// reason: bpf_perf_event_output() does not take a map of this type: 'EVENTS'
// help: declare the map with the type that the helper is for
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[cfg(not(mended))]
bpf::maps! { EVENTS: Hash<u32, u32, 4>; }
#[cfg(mended)]
bpf::maps! { EVENTS: PerfEvents; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let event = [1u64; 2];
    let xdp: *const Xdp = ctx;
    unsafe { perf_event_output(xdp.cast(), EVENTS.pointer(), 0xffff_ffff, event.as_ptr().cast(), 16) }; //~ refused
    2
}
