// mistake: a number of 64 bits is the index, and nothing bounds it
// skip: index-bounds
// kind: negative-sum
// reason: a number that may be negative is added to a map's value
// note: 'let now = unsafe { ktime_get_ns() } as usize;': the value comes from here: returned by bpf_ktime_get_ns()
// help: use an unsigned type for the number (usize), or compare it with 0 as well
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { SLOTS: Array<[u64; 32], 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: &Xdp) -> u32 {
    let slots = SLOTS.get(&0);
    if slots.is_null() {
        return 1;
    }
    let now = unsafe { ktime_get_ns() } as usize;
    #[cfg(mended)]
    let now = now & 31;
    unsafe { *slots.cast::<u64>().add(now) = 1 }; //~ refused
    2
}
