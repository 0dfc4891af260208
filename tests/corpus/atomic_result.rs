// promise: atomics whose result is used, at --cpu v3
// kernel: 5.12
// link-args: --cpu v3
// doors: host
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

use core::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};

static COUNT: AtomicU64 = AtomicU64::new(5);
static FLAGS: AtomicU64 = AtomicU64::new(0);
static OWNER: AtomicU32 = AtomicU32::new(0);

fn compute(input: &[u8; 64]) -> u64 {
    let before = COUNT.fetch_add(input[0] as u64, SeqCst);
    let flags = FLAGS.fetch_or(1 << (input[1] & 63), SeqCst) ^ FLAGS.fetch_and(!2, SeqCst);
    let old = OWNER.swap(input[2] as u32, SeqCst);
    let taken = OWNER.compare_exchange(4, 9, SeqCst, SeqCst).is_ok();
    let less = COUNT.fetch_sub(1, SeqCst);
    before ^ flags.rotate_left(20) ^ (old as u64) << 8 ^ (taken as u64) << 17 ^ less << 40
}

programs! {
    xdp prog => compute;
}
