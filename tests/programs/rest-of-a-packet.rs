// Promise: a length that a helper takes, and that must not be 0, may be a saturating difference that was compared with 0:
// LLVM compares what it is made of in its place, of which the verifier learns nothing about the difference.
// REQUIRES: rustc, root-bpf
// RUN: %doors 000102030405060708090a0b0c0d0e 000102030405060708090a0b0c0d0e0f 000102030405060708090a0b0c0d0e0f101112 | FileCheck %s
// CHECK: run prog 0 0
// CHECK-NEXT: run prog 1 271
// CHECK-NEXT: run prog 2 1039
#![no_std]
#![no_main]

use core::mem::transmute;

const HEAD: u32 = 15;
const ROOM: u32 = 900;

#[repr(C)]
pub struct Rests {
    r#type: *const [i32; 6],
    key: *const u32,
    value: *const [u8; ROOM as usize],
    max_entries: *const [i32; 1],
}
unsafe impl Sync for Rests {}

#[no_mangle]
#[link_section = ".maps"]
static RESTS: Rests = unsafe { transmute([0usize; 4]) };

#[no_mangle]
#[link_section = "tc"]
pub unsafe extern "C" fn prog(packet: &[u32; 20]) -> u32 {
    let lookup: extern "C" fn(&Rests, &u32) -> Option<&'static mut [u8; ROOM as usize]> = transmute(1usize);
    let load: extern "C" fn(&[u32; 20], u32, &mut [u8; ROOM as usize], u32) -> i64 = transmute(26usize);
    let Some(rest) = lookup(&RESTS, &0) else { return 1 };
    let length = (packet[0] as usize).saturating_sub(HEAD as usize).min(ROOM as usize);
    if length == 0 {
        return 0;
    }
    if load(packet, HEAD, rest, length as u32) != 0 {
        return 3;
    }
    (length as u32) << 8 | u32::from(rest[0])
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
