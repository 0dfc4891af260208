// mistake: an address is kept in a map
// rights: bpf
// kind: leak-into-map
// reason: an address is written into a map, where others could read it
// help: write what it points to instead
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { LAST: Array<usize, 1>; }

#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    let last = LAST.get(&0);
    if last.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    unsafe { *last = ctx as *const Skb as usize }; //~ refused
    #[cfg(mended)]
    unsafe { *last = ctx.len as usize };
    1
}
