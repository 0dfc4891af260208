// promise: rotations, leading and trailing zeros, count_ones, swap_bytes, reverse_bits, pow
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (a, b) = (word(input, 0), word(input, 1) as u32);
    let mut sum = a.rotate_left(b & 63) ^ b.rotate_right(a as u32 & 31) as u64;
    sum = sum.wrapping_mul(31) ^ a.leading_zeros() as u64 ^ (b.trailing_zeros() as u64) << 8;
    sum = sum.wrapping_mul(31) ^ a.count_ones() as u64 ^ (b.leading_ones() as u64) << 8;
    sum = sum.wrapping_mul(31) ^ a.swap_bytes() ^ b.swap_bytes() as u64;
    sum = sum.wrapping_mul(31) ^ u16::from_le_bytes((b as u16).to_be_bytes()) as u64 ^ a.reverse_bits();
    sum = sum.wrapping_mul(31) ^ (input[0] as u64).pow(5) ^ (b | 1).next_power_of_two() as u64;
    sum ^ (b | 1).ilog2() as u64 ^ (a.is_power_of_two() as u64) << 33
}

programs! {
    xdp prog => compute;
}
