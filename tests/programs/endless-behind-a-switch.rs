// Promise: a loop without an end, behind a read-only switch that is off, loads: the verifier knows the switch's value
// and never goes there.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0102030405060708090a0b0c0d0e | FileCheck %s
// CHECK: run prog 0 6
#![no_std]
#![no_main]

#[no_mangle]
static DETAIL: u8 = 1;

fn count_up(from: u32) -> u32 {
    core::hint::black_box(from..).last().unwrap_or(3)
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 2]) -> u32 {
    if unsafe { core::ptr::read_volatile(&DETAIL) } > 2 {
        return count_up(context[1]);
    }
    6
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
