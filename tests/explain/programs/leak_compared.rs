// mistake: an address is compared with a number
// rights: bpf
// kind: leak-compared
// reason: an address is compared with a number or another pointer
// help: compare pointers only with null or with the packet's end
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    #[cfg(not(mended))]
    let seen = ctx as *const Skb as usize;
    #[cfg(mended)]
    let seen = ctx.len as usize;
    u32::from(seen == 4096) //~ refused
}
