// Promise: text in a map's value, of a length known only at run time, can be checked by from_utf8(): it rounds the
// address to words, which the verifier does not follow. Values of arrays and of hash tables lie at words.
// REQUIRES: rustc, root-bpf
// RUN: %doors 4d61c3a368206f6c646f6c646f6c64 02c3a36d6d6d6d6d6d6d6d6d6d6d6d6d 02c36d6d6d6d6d6d6d6d6d6d6d6d6d6d \
// RUN:   0c6162636465666768696a6bff6d6d6d | FileCheck %s
// CHECK: run prog 0 1013
// CHECK-NEXT: run prog 1 1002
// CHECK-NEXT: run prog 2 2000
// CHECK-NEXT: run prog 3 2011
#![no_std]
#![no_main]

use core::mem::transmute;

const ROOM: usize = 32;

#[repr(C)]
pub struct Texts {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const [u8; ROOM],
    max_entries: *const [i32; 1],
}
unsafe impl Sync for Texts {}

#[no_mangle]
#[link_section = ".maps"]
static TEXTS: Texts = unsafe { transmute([0usize; 4]) };

#[no_mangle]
#[link_section = "xdp"]
pub unsafe extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let lookup: extern "C" fn(&Texts, &u32) -> Option<&'static mut [u8; ROOM]> = transmute(1usize);
    let (start, end) = (context[0] as usize, context[1] as usize);
    if start + 15 > end {
        return 1;
    }
    let packet = &*(start as *const [u8; 15]);
    let Some(room) = lookup(&TEXTS, &0) else { return 2 };
    room[..14].copy_from_slice(&packet[1..]);
    let length = usize::from(packet[0] & 15);
    match core::str::from_utf8(&room[..length]) {
        Ok(text) => 1000 + text.len() as u32,
        Err(error) => 2000 + error.valid_up_to() as u32,
    }
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
