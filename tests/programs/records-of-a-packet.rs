// Promise: records of a kind, a length and a content are found by a loop of which each access has its own check,
// "place + constant > end", of the whole distance, which LLVM moves from one round into the next.
// REQUIRES: rustc, root-bpf
// RUN: %doors 000000000000000000000000000001020000aabb07050000 000000000000000000000000000001020000aabb0102 \
// RUN:   000000000000000000000000000000010002aabb0000000361626300 00000000000000000000000000000000000361626300 | FileCheck %s
// CHECK-DAG: run by_bytes 0 7
// CHECK-DAG: run by_bytes 1 1
// CHECK-DAG: run by_bytes 2 1
// CHECK-DAG: run by_bytes 3 1
// CHECK-DAG: run by_halves 0 9
// CHECK-DAG: run by_halves 1 9
// CHECK-DAG: run by_halves 2 8379117
// CHECK-DAG: run by_halves 3 8379117
#![no_std]
#![no_main]

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn by_bytes(context: &[u32; 2]) -> u32 {
    let (start, end) = (context[0] as usize, context[1] as usize);
    let mut offset = 14;
    for _ in 0..350 {
        let place = start + offset;
        if place + 4 > end {
            return 1;
        }
        let (kind, length) = unsafe { (*(place as *const u8), *((place + 1) as *const u8)) };
        if kind == 7 {
            return 2 + length as u32;
        }
        offset += 4 + length as usize;
        if offset > 1400 {
            return 3;
        }
    }
    4
}

#[inline(always)]
fn half(start: usize, end: usize, offset: usize) -> Option<u16> {
    if start + offset + 2 > end {
        return None;
    }
    Some(u16::from_be(unsafe { ((start + offset) as *const u16).read_unaligned() }))
}

#[inline(always)]
fn hash_of_first_empty(start: usize, end: usize) -> Option<u32> {
    let mut offset = 14;
    for _ in 0..16 {
        let kind = half(start, end, offset)?;
        let length = half(start, end, offset + 2)? & 0x3ff;
        if kind == 0 {
            let mut hash = length as u32;
            for at in 0..63usize {
                if at >= length as usize {
                    break;
                }
                if start + offset + 5 + at > end {
                    return None;
                }
                hash = hash.wrapping_mul(131) ^ unsafe { *((start + offset + 4 + at) as *const u8) } as u32;
            }
            return Some(hash);
        }
        offset += 4 + length as usize;
        if offset > 1400 {
            return Some(3);
        }
    }
    Some(2)
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn by_halves(context: &[u32; 2]) -> u32 {
    hash_of_first_empty(context[0] as usize, context[1] as usize).unwrap_or(9)
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
