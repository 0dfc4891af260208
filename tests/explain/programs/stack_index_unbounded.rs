// mistake: a local array at an index without a limit
// kind: stack-index-unbounded
// reason: the offset of this access to the stack has no limit
// note: 'let mut index = ctx.rx_queue_index as usize;': the value comes from here: read from the context: any number of 32 bits
// help: compare the index with the number of elements before the access, in the same variable
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
    let mut index = ctx.rx_queue_index as usize;
    #[cfg(mended)]
    {
        index &= 3;
    }
    let first: *const u32 = core::hint::black_box(table.as_ptr());
    (unsafe { read_volatile(first.add(index)) } & 1) as i32 //~ refused
}
