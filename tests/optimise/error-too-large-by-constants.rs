// A program that grows too large for an old kernel only when its constants become choices is the same error; code
// generation, which cannot write so far a branch, does not get to see it.
// REQUIRES: rustc
// RUN: not %rustc %s -o %t --crate-type bin -C opt-level=3 -C panic=abort -C overflow-checks=on -C debuginfo=1 -C linker-plugin-lto -C linker=%shim -C link-arg=--kernel=4.15 2>&1 | FileCheck %s
// CHECK: bpf-shim: error: in 'prog': about {{[1-9][0-9][0-9][0-9][0-9]}} instructions, and Linux 4.15 takes 4096
// CHECK-NEXT: bpf-shim: help: shorten the loops: about {{[1-9][0-9]+}} from 'prog' ({{.*}}error-too-large-by-constants.rs:22)
#![no_std]
#![no_main]

static PATTERN: [u8; 200] = [0xa5; 200];

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 4 > end {
        return 0;
    }
    let length = unsafe { (start as *const u32).read_unaligned() as usize }.min(200);
    let mut copy = [3u8; 200];
    copy[..length].copy_from_slice(&PATTERN[..length]);
    copy[length..].fill(1);
    copy.iter().fold(9, |hash: u32, &byte| hash.wrapping_mul(131) ^ u32::from(byte))
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
