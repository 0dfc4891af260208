// promise: atomic adds whose result is not used, relaxed loads and stores
// kernel: 5.2
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

static BYTES: AtomicU64 = AtomicU64::new(0);
static LAST: AtomicU64 = AtomicU64::new(77);

#[cfg(not(door = "bpf"))]
fn add(to: &AtomicU64, value: u64) {
    to.fetch_add(value, Relaxed);
}

// The BPF target's core has loads and stores only.
#[cfg(door = "bpf")]
fn add(to: &AtomicU64, value: u64) {
    to.store(to.load(Relaxed) + value, Relaxed);
}

fn compute(input: &[u8; 64]) -> u64 {
    add(&BYTES, input[0] as u64);
    let last = LAST.load(Relaxed);
    LAST.store(word(input, 1), Relaxed);
    add(&BYTES, 1);
    BYTES.load(Relaxed) << 32 ^ last
}

programs! {
    xdp prog => compute;
}
