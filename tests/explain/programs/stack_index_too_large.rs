// mistake: a local array at an index that may be behind its end
// kind: stack-index
// reason: this 4-byte access to the stack may be outside of its variable
// note: 'let index = (ctx.rx_queue_index & 7) as usize;': the value comes from here: read from the context: any number of 32 bits
// help: let the comparison leave only indices that the array has
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
fn read_it(at: &u32) -> u32 {
    unsafe { read_volatile(at) }
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> i32 {
    let table = [read_it(&ctx.ingress_ifindex), 2, 3, 4];
    #[cfg(not(mended))]
    let index = (ctx.rx_queue_index & 7) as usize;
    #[cfg(mended)]
    let index = (ctx.rx_queue_index & 3) as usize;
    let first: *const u32 = core::hint::black_box(table.as_ptr());
    (unsafe { read_volatile(first.add(index)) } & 1) as i32 //~ refused
}
