// Promise: each arm compares its place with the packet's end, and the byte is read where the arms meet.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0002030405060708090a0b0c0d0e0f1011121314 0102010405060708090a0b0c0d0e0f1011121314 \
// RUN:   0009030405060708090a0b0c0d0e0f1011121314 | FileCheck %s
// CHECK: run prog 0 17
// CHECK-NEXT: run prog 1 2
// CHECK-NEXT: run prog 2 1001
#![no_std]
#![no_main]

fn place(start: usize, end: usize, kind: u8, words: u8, bytes: u8) -> Option<usize> {
    let place = match kind {
        0 => {
            let place = start + words as usize * 8;
            if place + 1 > end {
                return None;
            }
            place
        }
        1 => {
            let place = start + bytes as usize;
            if place + 1 > end {
                return None;
            }
            place
        }
        _ => return None,
    };
    Some(place)
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let (start, end) = (context[0] as usize, context[1] as usize);
    if start + 14 > end {
        return 1000;
    }
    let byte = |at: usize| unsafe { *((start + at) as *const u8) };
    match place(start, end, byte(0), byte(1), byte(2)) {
        Some(place) => unsafe { *(place as *const u8) as u32 },
        None => 1001,
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
