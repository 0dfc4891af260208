// Promise: an enum whose variants differ in size may be copied as a whole into a map: where it has the small variant, the
// bytes of the large one have no value, for which LLVM leaves a register as it is, which nothing may have written.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0007000000000000000000000000 0109000000000000000000000000 | FileCheck %s
// CHECK: run prog 0 7
// CHECK-NEXT: run prog 1 19
#![no_std]
#![no_main]

use core::mem::transmute;

#[derive(Clone, Copy)]
#[repr(C)]
pub enum Address {
    Short(u32),
    Long(u64, u64),
}

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
static SEEN: Map = Map { kind: 1, key: 4, value: 24, entries: 4, flags: 0 };

#[inline(never)]
fn address_of(packet: &[u8; 2]) -> Address {
    if packet[0] == 0 {
        Address::Short(packet[1] as u32)
    } else {
        Address::Long(packet[1] as u64, 10)
    }
}

#[no_mangle]
#[link_section = "xdp"]
pub unsafe extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let lookup: extern "C" fn(&Map, &u32) -> Option<&'static Address> = transmute(1usize);
    let update: extern "C" fn(&Map, &u32, &Address, u64) -> i64 = transmute(2usize);
    let (start, end) = (context[0] as usize, context[1] as usize);
    if start + 14 > end {
        return 1;
    }
    let packet = &*(start as *const [u8; 2]);
    let address = address_of(packet);
    let key = packet[0] as u32;
    let copied = match lookup(&SEEN, &7) {
        Some(earlier) => *earlier,
        None => address,
    };
    if update(&SEEN, &key, &copied, 0) != 0 {
        return 2;
    }
    match lookup(&SEEN, &key) {
        Some(Address::Short(part)) => *part,
        Some(Address::Long(first, second)) => (first + second) as u32,
        None => 3,
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
