// Promise: an index that is compared twice, the second time with less, may be used behind both: the product that both
// addresses have in common is computed before the second comparison, where the verifier knows too little of it.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0500000000000000000000000000 2800000000000000000000000000 ff00000000000000000000000000 | FileCheck %s
// CHECK: run prog 0 101
// CHECK-NEXT: run prog 1 1
// CHECK-NEXT: run prog 2 0
#![no_std]
#![no_main]

#[repr(C)]
struct Map {
    kind: u32,
    key: u32,
    value: u32,
    entries: u32,
    flags: u32,
}

struct Counts {
    wide: [u64; 64],
    narrow: [u64; 16],
}

#[no_mangle]
#[link_section = "maps"]
static COUNTS: Map = Map { kind: 2, key: 4, value: size_of::<Counts>() as u32, entries: 1, flags: 0 };

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let lookup: extern "C" fn(&Map, &u32) -> Option<&'static mut Counts> = unsafe { core::mem::transmute(1usize) };
    let (start, end) = (context[0] as usize, context[1] as usize);
    if start + 14 > end {
        return 9;
    }
    let index = unsafe { *(start as *const u32) } as usize;
    let Some(counts) = lookup(&COUNTS, &0) else { return 8 };
    let mut result = 0;
    if index < 64 {
        counts.wide[index] += 1;
        result += 1;
        if index < 16 {
            counts.narrow[index] += 1;
            result += 100;
        }
    }
    result
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
