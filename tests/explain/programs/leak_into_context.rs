// mistake: an address is written into the context
// rights: bpf
// kind: leak-into-context
// reason: an address is written into the context, where others could read it
// help: write what it points to instead
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(ctx: &mut Skb) -> i32 {
    let address = ctx as *mut Skb as usize;
    #[cfg(not(mended))]
    unsafe { write_volatile((ctx as *mut Skb).cast::<u32>().add(12), address as u32) }; //~ refused
    #[cfg(mended)]
    unsafe { write_volatile((ctx as *mut Skb).cast::<u32>().add(12), 1) };
    0
}
