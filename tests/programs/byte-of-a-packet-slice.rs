// Promise: a slice over the whole packet, made without unsafe arithmetic of its own, is read by get(), whose comparison
// with the length becomes one with the packet's end.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0102030405060708090a0b0c0d0e0f10 000102030405060708090a0b630d | FileCheck %s
// CHECK: run prog 0 13
// CHECK-NEXT: run prog 1 99
#![no_std]
#![no_main]

fn byte(context: &[u32; 6]) -> Option<u8> {
    let (start, end) = (context[0] as usize, context[1] as usize);
    let packet = unsafe { core::slice::from_raw_parts(start as *const u8, end - start) };
    packet.get(12).copied()
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 6]) -> u32 {
    byte(context).unwrap_or(1).into()
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";


#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
