// mistake: the address of the context is changed before it is used
// kind: context-moved
// reason: the pointer to the context was moved by 8 bytes before this access
// help: access the field through the pointer itself, as it was passed
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(ctx: *const u32) -> u32 {
    let mut at = ctx;
    #[cfg(not(mended))]
    unsafe { asm!("{0} += 8", inout(reg) at) };
    #[cfg(mended)]
    let at = unsafe { at.add(2) };
    let mark = unsafe { read_volatile(at) }; //~ refused
    mark & 1
}
