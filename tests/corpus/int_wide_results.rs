// promise: 64-bit products that saturate, overflow or are checked; 128-bit division, shifts and comparisons
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn products(a: u64, b: u64) -> u64 {
    let (c, d) = (a as i64, b as i64);
    let (product, over) = a.overflowing_mul(b);
    let (signed, signed_over) = c.overflowing_mul(d);
    let mut sum = a.saturating_mul(b) ^ product.rotate_left(3) ^ over as u64;
    sum = sum.wrapping_mul(31) ^ c.saturating_mul(d) as u64 ^ signed.rotate_left(5) as u64;
    sum = sum.wrapping_mul(31) ^ signed_over as u64 ^ a.checked_mul(b >> 40).unwrap_or(77);
    sum = sum.wrapping_mul(31) ^ c.checked_mul(d >> 33).unwrap_or(-5) as u64;
    sum.wrapping_mul(31) ^ c.saturating_add(d) as u64 ^ c.saturating_sub(d) as u64 ^ c.unsigned_abs()
}

fn wide(a: u64, b: u64, n: u8) -> u64 {
    let x = (a as u128) << 64 | b as u128;
    let y = (b as u128 | 1) << (n & 63);
    let signed = x as i128 >> (n & 127);
    let mut sum = (x / y) as u64 ^ (x % y) as u64;
    sum = sum.wrapping_mul(31) ^ (x >> (n & 127)) as u64 ^ (signed >> 64) as u64;
    sum = sum.wrapping_mul(31) ^ x.leading_zeros() as u64 ^ (x.count_ones() as u64) << 8;
    sum ^ (x.saturating_add(y) >> 64) as u64 ^ ((x as i128) < (y as i128)) as u64
}

fn compute(input: &[u8; 64]) -> u64 {
    let w = |n| word(input, n);
    products(w(0), w(1)) ^ products(w(2) >> 20, w(3) >> 30).rotate_left(9) ^ wide(w(4), w(5), input[56])
}

programs! {
    xdp prog => compute;
}
