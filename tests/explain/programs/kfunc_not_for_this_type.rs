// mistake: a function for xdp programs, in one for tc
// kind: kfunc-type
// reason: a program of this type may not call bpf_dynptr_from_xdp()
// help: use another function, or a type of program that may call it
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_dynptr_from_xdp(ctx: *mut xdp_md, flags: u64, packet: *mut bpf_dynptr) -> i32;
}
#[repr(C)]
pub struct xdp_md {
    data: u32,
}

#[no_mangle]
#[cfg_attr(not(mended), link_section = "classifier")]
#[cfg_attr(mended, link_section = "xdp")]
extern "C" fn prog(ctx: *mut xdp_md) -> i32 {
    let mut packet = bpf_dynptr { opaque: [0; 2] };
    unsafe { bpf_dynptr_from_xdp(ctx, 0, &mut packet) }; //~ refused
    0
}
