// mistake: a format with more arguments than there are
// kind: format
// reason: the format has a conversion that bpf_snprintf() does not know, or for which no argument is there
// help: use %d, %u, %x, %llx, %s and their like, one for each of the values
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "xdp"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    #[cfg(not(mended))]
    static FORMAT: [u8; 6] = *b"%d %d\0";
    #[cfg(mended)]
    static FORMAT: [u8; 3] = *b"%d\0";
    let mut text = [0u8; 8];
    let number = 7u64;
    snprintf(text.as_mut_ptr(), 8, FORMAT.as_ptr(), &number, 8) as i32 //~ refused
}
