// mistake: an index may be a little less than 0
// skip: index-bounds
// kind: negative-offset
// reason: the offset of this access may be negative
// note: 'let mut at = i64::from(ctx.rx_queue_index & 63);': the value comes from here: read from the context: any number of 32 bits
// help: use an unsigned type for the index (usize), or compare it with 0 as well
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<[u8; 100], 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let values = VALUES.get(&0);
    if values.is_null() {
        return 1;
    }
    let mut at = i64::from(ctx.rx_queue_index & 63);
    #[cfg(not(mended))]
    unsafe { asm!("{0} -= 8", inout(reg) at) };
    let value = unsafe { read_volatile(values.cast::<u8>().offset(at as isize)) }; //~ refused
    u32::from(value)
}
