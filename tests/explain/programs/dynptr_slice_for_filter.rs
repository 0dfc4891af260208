// mistake: a program that may not write packets asks for a slice that may be written
// kind: slice-read-only
// reason: programs of this type may not write packets: bpf_dynptr_slice_rdwr() is not for them
// help: use bpf_dynptr_slice(), which only reads
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_dynptr_from_skb(skb: *const Skb, flags: u64, dynptr: *mut bpf_dynptr) -> i32;
    fn bpf_dynptr_slice(dynptr: *const bpf_dynptr, offset: u32, buffer: *mut c_void, size: u32) -> *mut c_void;
    fn bpf_dynptr_slice_rdwr(dynptr: *const bpf_dynptr, offset: u32, buffer: *mut c_void, size: u32) -> *mut c_void;
}
#[no_mangle]
#[link_section = "cgroup_skb/egress"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let mut dynptr = bpf_dynptr { opaque: [0; 2] };
    let mut word = 0u32;
    bpf_dynptr_from_skb(_ctx.cast(), 0, &mut dynptr);
    #[cfg(mended)]
    let slice = bpf_dynptr_slice(&dynptr, 0, (&raw mut word).cast(), 4).cast::<u32>();
    #[cfg(not(mended))]
    let slice = bpf_dynptr_slice_rdwr(&dynptr, 0, (&raw mut word).cast(), 4).cast::<u32>(); //~ refused
    if slice.is_null() {
        return 0;
    }
    1
}
