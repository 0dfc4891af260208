// mistake: the index is compared after it was used
// skip: index-bounds
// kind: unbounded
// reason: the offset of this access has no upper limit: it may be as large as 4294967295
// note: 'let queue = ctx.rx_queue_index as usize;': the value comes from here: read from the context: any number of 32 bits
// help: compare it with the number of elements before the access, in the same variable
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { NAMES: Array<[u8; 64], 1>; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let names = NAMES.get(&0);
    if names.is_null() {
        return 1;
    }
    let queue = ctx.rx_queue_index as usize;
    #[cfg(mended)]
    if queue >= 64 {
        return 1;
    }
    let name = unsafe { core::ptr::read_volatile(names.cast::<u8>().add(queue)) }; //~ refused
    #[cfg(not(mended))]
    if queue >= 64 {
        return 1;
    }
    u32::from(name)
}
