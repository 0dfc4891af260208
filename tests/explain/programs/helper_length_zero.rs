// mistake: the length that a helper gets may be 0
// kind: length-zero
// reason: the length that bpf_get_current_comm() gets may be 0
// note: 'let size = unsafe { *ctx };': the value comes from here: read from the context: any number of 64 bits
// note: 'if size > 16 {': it is compared here; for the verifier it is 0 to 16 after that
// help: do not call it when the length is 0
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "kprobe/do_nanosleep"]
extern "C" fn prog(ctx: *const u64) -> u32 {
    let mut name = [0u8; 16];
    let size = unsafe { *ctx };
    if size > 16 {
        return 0;
    }
    #[cfg(mended)]
    if size == 0 {
        return 0;
    }
    unsafe { get_current_comm(name.as_mut_ptr().cast(), size as u32) }; //~ refused
    u32::from(unsafe { read_volatile(&name[0]) })
}
