// mistake: a map that programs may only write is read
// kind: map-read
// reason: programs may not read values of 'RESULTS'
// help: leave out BPF_F_WRONLY_PROG
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { RESULTS: Map<u32, u64, 2, 1, 256>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    let result = RESULTS.get(&0);
    if result.is_null() {
        return 1;
    }
    #[cfg(not(mended))]
    unsafe { read_volatile(result) }; //~ refused
    #[cfg(mended)]
    unsafe { write_volatile(result, 1) };
    2
}
