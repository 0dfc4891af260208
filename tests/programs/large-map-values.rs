// Promise: values of maps that are larger than the stack are set to zero, and filled from a constant at a place that is
// known only at run time, where they lie.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0300000000000000000000000000 ff00000000000000000000000000 | FileCheck %s
// CHECK: run prog 0 13
// CHECK-NEXT: run prog 1 1021
#![no_std]
#![no_main]

use core::mem::transmute;

const ROOM: usize = 16384;

#[repr(C)]
pub struct Map {
    kind: u32,
    key: u32,
    value: u32,
    entries: u32,
    flags: u32,
}

#[no_mangle]
#[link_section = "maps"]
static SMALL: Map = Map { kind: 2, key: 4, value: 2048, entries: 1, flags: 0 };
#[no_mangle]
#[link_section = "maps"]
static LARGE: Map = Map { kind: 2, key: 4, value: ROOM as u32, entries: 1, flags: 0 };

const ZEROS: [u8; 4096] = [0; 4096];

#[no_mangle]
#[link_section = "xdp"]
pub unsafe extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let small: extern "C" fn(&Map, &u32) -> Option<&'static mut [u8; 2048]> = transmute(1usize);
    let large: extern "C" fn(&Map, &u32) -> Option<&'static mut [u8; ROOM]> = transmute(1usize);
    let (start, end) = (context[0] as usize, context[1] as usize);
    if start + 14 > end {
        return 1;
    }
    let first = *(start as *const u8);
    let (Some(small), Some(large)) = (small(&SMALL, &0), large(&LARGE, &0)) else { return 2 };
    small[0] = first;
    small[1024] = first;
    small[2047] = first;
    *small = [0; 2048];
    // Not zero in front of the place, at its end, and behind it; zero in between.
    let place = first as usize * 4;
    large[place] = 9;
    large[place + 4095] = 9;
    large[place + 4096] = 1;
    core::ptr::copy_nonoverlapping(ZEROS.as_ptr(), large.as_mut_ptr().add(place), ZEROS.len());
    let left = small[0] as u32 + small[1024] as u32 + small[2047] as u32;
    let zeroed = large[place] as u32 + large[place + 4095] as u32;
    left + zeroed * 10000 + large[place + 4096] as u32 + place as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
