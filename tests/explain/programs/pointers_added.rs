// mistake: two pointers are added
// rights: bpf
// kind: pointers-added
// reason: '+=' of two addresses
// help: subtract or compare only pointers into one packet, and use indices otherwise
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { ROOM: Array<[u64; 8], 1>; }

#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    let room = ROOM.get(&0);
    if room.is_null() {
        return 1;
    }
    let mut sum = ctx.len as usize;
    #[cfg(not(mended))]
    let other = room;
    #[cfg(mended)]
    let other = ctx.mark as usize;
    #[cfg(not(mended))]
    let mut sum = ctx as *const Skb as usize;
    unsafe { asm!("{0} += {1}", inout(reg) sum, in(reg) other) }; //~ refused
    u32::from(sum == 3)
}
