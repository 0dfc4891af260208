// mistake: a loop that never ends
// kind: endless-loop
// reason: a loop through this line may never end: a round changes nothing that the verifier keeps
// help: count the rounds in a variable, and leave the loop at a constant
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    let mut count = 1u64;
    loop {
        unsafe { asm!("{0} *= 1", inout(reg) count) };
        #[cfg(mended)]
        if count == 1 {
            break;
        }
        if count == 0 { //~ refused
            break;
        }
    }
    2
}
