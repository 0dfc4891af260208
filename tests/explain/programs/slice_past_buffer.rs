// mistake: a slice of the packet that is longer than its buffer
// kind: stack-bounds
// reason: bpf_dynptr_slice() would read 64 bytes from offset -16 of the stack frame, which ends at 0
// help: pass the size of the variable, with size_of_val()
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
    let size = 64;
    #[cfg(mended)]
    let size = 16;
    unsafe { bpf_dynptr_from_xdp(ctx, 0, &mut packet) };
    unsafe { bpf_dynptr_slice(&packet, 0, buffer.as_mut_ptr().cast(), size) }; //~ refused
    0
}
