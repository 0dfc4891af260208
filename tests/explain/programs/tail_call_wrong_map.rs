// mistake: a tail call through a map that holds no programs
// kind: tail-call-map
// reason: a tail call goes through a map that holds no programs: 'NEXT'
// help: declare the map as BPF_MAP_TYPE_PROG_ARRAY
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[cfg(not(mended))]
bpf::maps! { NEXT: Array<u32, 4>; }
#[cfg(mended)]
bpf::maps! { NEXT: Programs<4>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    unsafe { tail_call((ctx as *const Xdp).cast(), NEXT.pointer(), 1) }; //~ refused
    2
}
