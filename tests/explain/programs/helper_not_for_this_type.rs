// mistake: a helper that programs of another type may call
// kind: helper-type
// reason: a program of this type may not call bpf_bind()
// help: use another helper, or a type of program that may call it
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let address = [2u8; 16];
    #[cfg(not(mended))]
    unsafe { bind((ctx as *const Xdp).cast(), address.as_ptr().cast(), 16) }; //~ refused
    2
}
