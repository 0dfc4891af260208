// mistake: the length that a helper gets may be negative
// kind: length-negative
// reason: the length that bpf_probe_read_kernel() gets has no limit below: as a signed number it may be negative
// note: 'let length = unsafe { *ctx };': the value comes from here: read from the context: any number of 64 bits
// note: 'if length > 16 {': it is compared here; for the verifier it is any number after that
// help: compare the length with 0 and the size of the buffer before the call, as an unsigned type
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "kprobe/do_nanosleep"]
extern "C" fn prog(ctx: *const i64) -> u32 {
    let mut text = [0u8; 16];
    let length = unsafe { *ctx };
    if length > 16 {
        return 0;
    }
    #[cfg(mended)]
    if length < 0 {
        return 0;
    }
    let helper: extern "C" fn(*mut u8, i64, *const u8) -> i64 = unsafe { core::mem::transmute(113usize) };
    helper(text.as_mut_ptr(), length, core::ptr::null()); //~ refused
    u32::from(unsafe { read_volatile(&text[0]) })
}
