// mistake: the context of another program type: this field is not there
// kind: context-field
// reason: the context of this type of program has no field of 4 bytes at offset 80
// help: declare the context type that belongs to the section of the program
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    #[cfg(not(mended))]
    let skb: *const Skb = (ctx as *const Xdp).cast();
    #[cfg(not(mended))]
    let mark = unsafe { read_volatile(&(*skb).data_end) }; //~ refused
    #[cfg(mended)]
    let mark = unsafe { read_volatile(&ctx.ingress_ifindex) };
    mark & 1
}
