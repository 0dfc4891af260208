// mistake: the format of bpf_snprintf() is not in read-only data
// kind: argument-constant
// reason: bpf_snprintf() gets a pointer to the stack as argument 3; it wants the text of a map that cannot change
// help: use a literal or a static: it then lies in read-only data
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "kprobe/do_nanosleep"]
extern "C" fn prog(_ctx: *const u64) -> u32 {
    let mut text = [0u8; 16];
    #[cfg(not(mended))]
    let format = [b'a', 0];
    #[cfg(mended)]
    let format = b"a\0";
    unsafe { snprintf(text.as_mut_ptr(), 16, format.as_ptr(), core::ptr::null(), 0) }; //~ refused
    0
}
