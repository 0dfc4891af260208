// mistake: an index into the context that is not constant
// kind: context-index
// reason: the offset into the context is not constant
// help: use the context's fields by their names, with match where there are several
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    #[cfg(not(mended))]
    let words = &ctx.len as *const u32;
    #[cfg(not(mended))]
    let word = unsafe { read_volatile(words.add((ctx.mark & 3) as usize)) }; //~ refused
    #[cfg(mended)]
    let word = match ctx.mark & 3 {
        0 => ctx.len,
        _ => ctx.mark,
    };
    word & 1
}
