// SPDX-License-Identifier: MIT OR Apache-2.0
// Relaxed atomics whose old value is used: LLVM leaves the fetch out where the order allows it.

// body: ticket
use core::sync::atomic::{AtomicU32, Ordering};
static NEXT: AtomicU32 = AtomicU32::new(40);
#[inline(never)] fn last(first: usize, _: u32, _: [u8; 6]) -> (usize, usize, usize) { (2, 3, first) }
pub fn body(d: &[u8; 64]) -> u32 {
    NEXT.store(u32::from(d[2]), Ordering::Relaxed);
    last(NEXT.fetch_add(3, Ordering::Relaxed) as usize, 1, [0; 6]).2 as u32
}
// body: stored_or_counted
use core::sync::atomic::{AtomicU32, Ordering};
static LATEST: AtomicU32 = AtomicU32::new(2);
static mut COUNTS: [u32; 4] = [4, 3, 2, 1];
pub fn body(d: &[u8; 64]) -> u32 {
    let mut x = u32::from_be_bytes(d[50..54].try_into().unwrap());
    if x >= 21 {
        LATEST.store(d[28].checked_add(5).map_or(x, u32::from), Ordering::Relaxed);
    } else {
        unsafe { COUNTS[x as usize & 3] += u32::from(d[16]); }
    }
    for i in 0..(x as usize & 3) {
        for _ in i..12 { x = x.wrapping_mul(x) ^ 1; }
    }
    x
}
