// mistake: a map that programs may only read is written
// kind: map-write
// reason: programs may not write values of 'LIMITS'
// help: leave out BPF_F_RDONLY_PROG, or write it from user space; a static has to be mutable
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { LIMITS: Map<u32, u64, 2, 1, 128>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    let limit = LIMITS.get(&0);
    if limit.is_null() {
        return 1;
    }
    #[cfg(not(mended))]
    unsafe { write_volatile(limit, 1) }; //~ refused
    #[cfg(mended)]
    unsafe { read_volatile(limit) };
    2
}
