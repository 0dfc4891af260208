// Promise: text of a packet, up to a zero byte or eight bytes long, can be checked, compared, and read as a number in
// base ten and sixteen: lengths that are known only at run time, loops of whole words beside loops of bytes.
// REQUIRES: rustc, root-bpf
// RUN: %doors 3331320000000000000000000000 6631300000000000000000000000 ffffffffffffffff000000000000 \
// RUN:   3433323130393837366666666666 00ff007a7a7a7a7a7a7a7a7a7a7a c3a3c3a3c3a3c3a3ffffffffffff \
// RUN:   2b37007a7a7a7a7a7a7a7a7a7a7a | FileCheck %s
// CHECK: run prog 0 3313787
// CHECK-NEXT: run prog 1 3000857
// CHECK-NEXT: run prog 2 8000000
// CHECK-NEXT: run prog 3 8988600
// CHECK-NEXT: run prog 4 0
// CHECK-NEXT: run prog 5 8000000
// CHECK-NEXT: run prog 6 2008008
#![no_std]
#![no_main]

fn number(text: &str) -> u32 {
    text.parse().map_or(0, |number: u32| number.wrapping_add(1))
}

fn in_base_sixteen(text: &str) -> u32 {
    u32::from_str_radix(text, 16).map_or(0, |number| number.wrapping_add(1))
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let (start, end) = (context[0] as usize, context[1] as usize);
    if start + 14 > end {
        return 1;
    }
    let bytes = unsafe { *(start as *const [u8; 8]) };
    let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(8);
    match core::str::from_utf8(&bytes[..length]) {
        Ok(text) => length as u32 * 1000000 + number(text) % 1000 * 1000 + in_base_sixteen(text) % 1000,
        Err(_) => length as u32 * 1000000,
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
