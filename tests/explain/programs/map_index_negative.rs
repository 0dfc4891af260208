// mistake: a signed index is compared with the upper bound only
// skip: index-bounds
// kind: negative-sum
// reason: a number that may be negative is added to a map's value
// note: 'let at = unsafe { (start as *const i64).read_unaligned() };': the value comes from here: computed from several values
// note: 'if at >= 100 {': it is compared here; for the verifier it is any number after that
// help: use an unsigned type for the number (usize), or compare it with 0 as well
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<[u8; 100], 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let values = VALUES.get(&0);
    let (start, end) = ctx.packet();
    if values.is_null() || start + 8 > end {
        return 1;
    }
    let at = unsafe { (start as *const i64).read_unaligned() };
    if at >= 100 {
        return 1;
    }
    #[cfg(mended)]
    if at < 0 {
        return 1;
    }
    u32::from(unsafe { *values.cast::<u8>().offset(at as isize) }) //~ refused
}
