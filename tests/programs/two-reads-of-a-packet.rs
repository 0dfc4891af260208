// Promise: two parts of a packet that are asked for at once, each behind its own check, may be read where both are
// there: LLVM joins the checks and the reads.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0102030405060708090a0b0c0d0e0f10 0102030405060708090a0b0c0d0e0f101112131415161718 | FileCheck %s
// CHECK: run prog 0 2
// CHECK-NEXT: run prog 1 92431169
#![no_std]
#![no_main]

type Part = [u32; 3];

fn part(packet: (usize, usize), at: usize) -> Option<Part> {
    if packet.0 + at + size_of::<Part>() > packet.1 {
        return None;
    }
    Some(unsafe { *((packet.0 + at) as *const Part) })
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let packet = (context[0] as usize, context[1] as usize);
    let (Some(first), Some(second)) = (part(packet, 0), part(packet, 12)) else { return 2 };
    [second, first, second].iter().fold(1, |sum, part| sum ^ part[0] ^ part[2] >> 3)
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
