// mistake: a slice of a packet that may only be read is written
// kind: memory-write
// reason: this memory may only be read
// note: 'let slice = bpf_dynptr_slice(&dynptr, 0, (&raw mut word).cast(), 4).cast::<u32>();': the value comes from here: returned by bpf_dynptr_slice()
// help: write to memory of the program's own; bpf_dynptr_slice_rdwr() gives some of a packet
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
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let mut dynptr = bpf_dynptr { opaque: [0; 2] };
    let mut word = 0u32;
    bpf_dynptr_from_skb(_ctx.cast(), 0, &mut dynptr);
    #[cfg(not(mended))]
    let slice = bpf_dynptr_slice(&dynptr, 0, (&raw mut word).cast(), 4).cast::<u32>();
    #[cfg(mended)]
    let slice = bpf_dynptr_slice_rdwr(&dynptr, 0, (&raw mut word).cast(), 4).cast::<u32>();
    if slice.is_null() {
        return 0;
    }
    write_volatile(slice, 1); //~ refused
    0
}
