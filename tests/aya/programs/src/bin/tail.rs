//! Tail calls, through a legacy and a BTF program array.
#![no_std]
#![no_main]

use aya_ebpf::btf_maps;
use aya_ebpf::macros::{btf_map, map, xdp};
use aya_ebpf::maps::{Array, ProgramArray};
use aya_ebpf::programs::XdpContext;
use programs::ptr_at;

#[map]
static NEXT: ProgramArray = ProgramArray::with_max_entries(4, 0);
#[btf_map]
static LATER: btf_maps::ProgramArray<4> = btf_maps::ProgramArray::new();
#[map]
static PATH: Array<u32> = Array::with_max_entries(1, 0);

fn pass_by(digit: u32) {
    if let Some(path) = PATH.get_ptr_mut(0) {
        unsafe { *path = (*path).wrapping_mul(10).wrapping_add(digit) };
    }
}

#[xdp]
pub fn first(ctx: XdpContext) -> u32 {
    let Ok(byte) = ptr_at::<u8>(&ctx, 0) else { return 100 };
    pass_by(1);
    unsafe { NEXT.tail_call(&ctx, u32::from(*byte)) };
    101
}

#[xdp]
pub fn second(ctx: XdpContext) -> u32 {
    pass_by(2);
    unsafe { LATER.tail_call(&ctx, 0) };
    102
}

#[xdp]
pub fn third(_: XdpContext) -> u32 {
    pass_by(3);
    103
}
