// mistake: a slice of the packet, as long as a variable says
// kind: kfunc-constant
// reason: bpf_dynptr_slice() gets a variable where it wants a constant
// note: 'let size = unsafe { (*ctx).ingress_ifindex } & 15;': the value comes from here: read from the context: any number of 32 bits
// help: pass a constant: the largest size that occurs
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_dynptr_from_xdp(ctx: *mut xdp_md, flags: u64, packet: *mut bpf_dynptr) -> i32;
    fn bpf_dynptr_slice(packet: *const bpf_dynptr, offset: u32, buffer: *mut c_void, size: u32) -> *mut c_void;
}
#[repr(C)]
pub struct xdp_md {
    data: u32,
    data_end: u32,
    data_meta: u32,
    ingress_ifindex: u32,
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *mut xdp_md) -> i32 {
    let mut packet = bpf_dynptr { opaque: [0; 2] };
    let mut buffer = [0u8; 16];
    #[cfg(not(mended))]
    let size = unsafe { (*ctx).ingress_ifindex } & 15;
    #[cfg(mended)]
    let size = 16;
    unsafe { bpf_dynptr_from_xdp(ctx, 0, &mut packet) };
    unsafe { bpf_dynptr_slice(&packet, 0, buffer.as_mut_ptr().cast(), size) }; //~ refused
    0
}
