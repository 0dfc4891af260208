// mistake: a helper writes as many bytes as a number says that nothing limits
// kind: length-unbounded
// reason: the length that bpf_probe_read_kernel() gets has no upper limit
// note: 'unsafe { probe_read_kernel(text.as_mut_ptr().cast(), length, core::ptr::null()) };': the value comes from here: read from the context: any number of 32 bits
// help: compare the length with the size of the buffer before the call
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "kprobe/do_nanosleep"]
extern "C" fn prog(ctx: *const u32) -> u32 {
    let mut text = [0u8; 16];
    let length = unsafe { *ctx };
    #[cfg(mended)]
    let length = if length > 16 { 16 } else { length };
    unsafe { probe_read_kernel(text.as_mut_ptr().cast(), length, core::ptr::null()) }; //~ refused
    u32::from(unsafe { read_volatile(&text[0]) })
}
