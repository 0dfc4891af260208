// Promise: bytes at a distance from the packet's end can be read, though LLVM counts from the end, of which the
// verifier allows no access, and drops the comparison with the end that this implies.
// REQUIRES: rustc, root-bpf
// RUN: %doors 000102030405060708090a0b0c0d0e0f101112131415 000102030405060708090a0b0c0d0e0f10 | FileCheck %s
// CHECK: run prog 0 4884
// CHECK-NEXT: run prog 1 1
#![no_std]
#![no_main]

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let (start, end) = (context[0] as usize, context[1] as usize);
    let length = end.wrapping_sub(start);
    if length < 18 || length > 1500 {
        return 1;
    }
    let place = start.wrapping_add(length.wrapping_sub(4));
    if place.wrapping_add(4) > end {
        return 2;
    }
    let byte = |at: usize| unsafe { *(place.wrapping_add(at) as *const u8) as u32 };
    byte(1) << 8 | byte(2)
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
