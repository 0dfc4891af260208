// promise: unsigned division by variables and constants, div_ceil and next_multiple_of
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (a, b) = (word(input, 0), word(input, 1) | 1);
    let (c, d) = (word(input, 2) as u32, word(input, 3) as u32 | 1);
    let mut sum = a / b ^ (a % b).rotate_left(9) ^ (c / d) as u64 ^ ((c % d) as u64) << 30;
    sum = sum.wrapping_mul(31) ^ a / 10 ^ a % 1_000_000_007 ^ (c / 255) as u64;
    sum.wrapping_mul(31) ^ c.div_ceil(d) as u64 ^ (c >> 8).next_multiple_of(60) as u64
}

programs! {
    xdp prog => compute;
}
