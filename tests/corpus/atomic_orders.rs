// promise: every atomic operation with every order, its result used and not
// kernel: 5.12
// doors: host
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

use core::sync::atomic::{AtomicI64, AtomicPtr, AtomicU32, AtomicU64, Ordering};

static NARROW: AtomicU32 = AtomicU32::new(7);
static WIDE: AtomicU64 = AtomicU64::new(1 << 40 | 12);
static SIGNED: AtomicI64 = AtomicI64::new(-3);
static PLACE: AtomicPtr<u8> = AtomicPtr::new(core::ptr::null_mut());

macro_rules! with_order {
    ($mix:ident, $value:ident, $order:expr) => {
        $mix = $mix.rotate_left(7) ^ NARROW.fetch_add($value as u32, $order) as u64;
        $mix = $mix.rotate_left(7) ^ NARROW.fetch_sub(3, $order) as u64;
        $mix = $mix.rotate_left(7) ^ NARROW.fetch_xor($value as u32, $order) as u64;
        $mix = $mix.rotate_left(7) ^ NARROW.swap(!$value as u32, $order) as u64;
        $mix = $mix.rotate_left(7) ^ WIDE.fetch_add($value, $order);
        $mix = $mix.rotate_left(7) ^ WIDE.fetch_sub(5, $order);
        $mix = $mix.rotate_left(7) ^ WIDE.fetch_and(!$value | 0xff, $order);
        $mix = $mix.rotate_left(7) ^ WIDE.fetch_or(1 << ($value & 63), $order);
        $mix = $mix.rotate_left(7) ^ SIGNED.fetch_xor(-($value as i64 & 0xffff), $order) as u64;
        $mix = $mix.rotate_left(7) ^ SIGNED.swap($value as i64 - 100, $order) as u64;
        $mix = $mix.rotate_left(7) ^ PLACE.swap(($value | 1) as *mut u8, $order) as u64;
        let seen = WIDE.compare_exchange($mix & !0xff, $value, $order, Ordering::Relaxed);
        $mix ^= seen.unwrap_or_else(|old| old.rotate_left(1));
        let seen = WIDE.compare_exchange(WIDE.load(Ordering::Relaxed), $mix, $order, Ordering::Relaxed);
        $mix = $mix.rotate_left(9) ^ seen.is_ok() as u64;
        NARROW.fetch_add(1, $order);
        NARROW.fetch_and(!4, $order);
        WIDE.fetch_sub($value, $order);
        WIDE.fetch_or(2, $order);
        SIGNED.fetch_xor(0x55, $order);
        SIGNED.swap(SIGNED.load(Ordering::Relaxed) ^ $value as i64, $order);
    };
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut mix = word(input, 0);
    let value = word(input, 1);
    with_order!(mix, value, Ordering::Relaxed);
    with_order!(mix, value, Ordering::Acquire);
    with_order!(mix, value, Ordering::Release);
    with_order!(mix, value, Ordering::AcqRel);
    with_order!(mix, value, Ordering::SeqCst);
    NARROW.store(value as u32, Ordering::Release);
    WIDE.store(mix, Ordering::SeqCst);
    core::sync::atomic::compiler_fence(Ordering::SeqCst);
    mix ^ NARROW.load(Ordering::Relaxed) as u64 ^ WIDE.load(Ordering::Relaxed).rotate_left(3)
        ^ SIGNED.load(Ordering::Relaxed) as u64 ^ PLACE.load(Ordering::Relaxed) as u64
}

programs! {
    xdp prog => compute;
}
