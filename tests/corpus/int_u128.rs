// promise: u128 multiplication, addition and shifts
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (a, b) = (word(input, 0), word(input, 1));
    let product = a as u128 * b as u128;
    let square = product.wrapping_mul(product);
    let sum = (product + b as u128).wrapping_sub(square >> 3);
    let shifted = sum << (input[16] & 31) >> 40;
    let signed = (a as i64 as i128 * b as i64 as i128) >> 64;
    (product >> 64) as u64 ^ shifted as u64 ^ (signed as u64).rotate_left(9) ^ (sum > square) as u64
}

programs! {
    xdp prog => compute;
}
