// Promise: a name is copied out of a packet label by label: a byte says how many follow, and the first zero ends it.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0341426303582d5900000000000000 3f4142430000000000000000000000 | FileCheck %s
// CHECK: run prog 0 580
// CHECK-NEXT: run prog 1 1
#![no_std]
#![no_main]

struct Name([u8; 32]);

fn name(mut at: usize, end: usize) -> Option<Name> {
    let mut text = [0; 32];
    let mut left = 0u8;
    for to in 0..32 {
        if at + 1 > end {
            return None;
        }
        let byte = unsafe { *(at as *const u8) };
        at += 1;
        if left == 0 {
            if byte == 0 {
                return Some(Name(text));
            }
            left = byte & 31;
        } else {
            left -= 1;
            text[to] = byte.to_ascii_lowercase();
        }
    }
    None
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let Some(name) = name(context[0] as usize, context[1] as usize) else { return 1 };
    name.0.iter().map(|&byte| u32::from(byte)).sum()
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
