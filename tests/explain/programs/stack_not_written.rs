// mistake: a variable is read that nothing has written
// rights: bpf
// kind: stack-not-written
// reason: these bytes of the stack are read before anything has written them
// help: write the variable first, padding included
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(_ctx: &Skb) -> u32 {
    let mut room = core::mem::MaybeUninit::<u64>::uninit();
    #[cfg(mended)]
    unsafe {
        write_volatile(room.as_mut_ptr(), 1)
    };
    let number = unsafe { read_volatile(room.as_ptr()) }; //~ refused
    number as u32
}
