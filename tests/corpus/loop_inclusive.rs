// promise: inclusive loops with constant bounds, up to the type's own maximum
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut sum = word(input, 0);
    for i in 0..=200u32 {
        sum = sum.wrapping_add((i as u64) << (i & 7));
    }
    for i in 250..=255u8 {
        sum ^= sum >> 3 ^ i as u64;
    }
    for i in -3..=3i32 {
        sum = sum.wrapping_mul((i * i + 2) as u64);
    }
    sum
}

programs! {
    xdp prog => compute;
}
