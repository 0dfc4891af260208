// mistake: an atomic operation on a field of the context
// kind: atomic-memory
// reason: an atomic operation on the context
// help: use it on values of maps
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(ctx: &mut Skb) -> u32 {
    #[cfg(not(mended))]
    unsafe { asm!("lock *(u32 *)({0} + 8) += {1}", in(reg) ctx, in(reg) 1u64) }; //~ refused
    #[cfg(mended)]
    {
        ctx.mark += 1;
    }
    0
}
