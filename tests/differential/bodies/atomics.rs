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
// body: updated_until_it_holds
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};
static STATE: AtomicU64 = AtomicU64::new(0);
static TURNS: AtomicU32 = AtomicU32::new(0);
pub fn body(d: &[u8; 64]) -> u32 {
    STATE.store(u64::from_le_bytes(d[8..16].try_into().unwrap()), Ordering::Relaxed);
    TURNS.store(u32::from(d[3]), Ordering::Relaxed);
    let before = STATE.fetch_update(Ordering::Relaxed, Ordering::Acquire, |x| Some(x.rotate_left(9) ^ 5)).unwrap();
    let kept = TURNS.fetch_update(Ordering::AcqRel, Ordering::Acquire, |x| if x > 100 { Some(x / 3) } else { None });
    let mut seen = TURNS.load(Ordering::Relaxed);
    while let Err(found) = TURNS.compare_exchange_weak(seen, seen.wrapping_mul(seen) | 1, Ordering::AcqRel, Ordering::Relaxed) {
        seen = found;
    }
    let now = STATE.load(Ordering::Relaxed) as u32 ^ TURNS.load(Ordering::Relaxed);
    now.wrapping_mul(31) ^ before as u32 ^ kept.unwrap_or_else(|x| x + 1000)
}
// body: taken_lock
use core::sync::atomic::{AtomicU32, Ordering};
static LOCK: AtomicU32 = AtomicU32::new(0);
static mut SUM: u32 = 0;
pub fn body(d: &[u8; 64]) -> u32 {
    while LOCK.compare_exchange(0, 1, Ordering::AcqRel, Ordering::Relaxed).is_err() {}
    let sum = unsafe { SUM = u32::from(d[9]).wrapping_mul(77); SUM };
    LOCK.swap(0, Ordering::AcqRel);
    sum
}
