// Promise: a short array on the stack is rotated by a number that only the running program knows.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0001020304050607000000000000 0501020304050607000000000000 | FileCheck %s
// CHECK: run prog 0 258
// CHECK-NEXT: run prog 1 1543
#![no_std]
#![no_main]

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let (start, end) = (context[0] as usize, context[1] as usize);
    if start + 8 > end {
        return 1;
    }
    let mut key = unsafe { *(start as *const [u8; 8]) };
    let by = key[0] & 7;
    key[0] = 0;
    key.rotate_left(by.into());
    u32::from(key[1]) << 8 | u32::from(key[2])
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
