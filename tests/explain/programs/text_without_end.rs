// mistake: a text without a zero at its end
// kind: text-without-end
// reason: bpf_strncmp() wants a text with a zero at its end
// help: end the literal with \0, or write c"..."
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "xdp"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    #[cfg(not(mended))]
    static TEXT: [u8; 3] = *b"abc";
    #[cfg(mended)]
    static TEXT: [u8; 4] = *b"abc\0";
    let text = *b"ab\0\0";
    strncmp(text.as_ptr(), 4, TEXT.as_ptr()) as i32 //~ refused
}
