// mistake: half of what a helper reads was not written
// rights: bpf
// kind: stack-padding
// reason: bpf_map_update_elem() reads 16 bytes of a variable of which nothing has written byte 8
// help: give the padding of the struct a field, and set it
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
use core::mem::MaybeUninit;

bpf::maps! { FLOWS: Hash<[u64; 2], u64, 16>; }

#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    let mut flow = MaybeUninit::<[u64; 2]>::uninit();
    let at: *mut u64 = flow.as_mut_ptr().cast();
    unsafe {
        write_volatile(at, u64::from(ctx.len));
        #[cfg(mended)]
        write_volatile(at.add(1), 0);
    }
    FLOWS.insert(unsafe { &*at.cast() }, &1); //~ refused
    1
}
