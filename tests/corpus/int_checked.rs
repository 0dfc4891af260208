// promise: wrapping, saturating, checked and overflowing operations
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (a, b) = (word(input, 0), word(input, 1));
    let (c, d) = (word(input, 2) as i32, word(input, 3) as i32);
    let mut sum = a.wrapping_add(b).wrapping_mul(b).wrapping_neg();
    sum ^= a.saturating_sub(b) ^ a.saturating_add(b) ^ c.saturating_add(d) as u64;
    sum = sum.rotate_left(7) ^ a.checked_mul(3).unwrap_or(9) ^ a.checked_shl(b as u32).unwrap_or(5);
    sum = sum.rotate_left(7) ^ c.checked_sub(d).map_or(1, |x| x as u64);
    let (product, wrapped) = c.overflowing_mul(d);
    sum = sum.rotate_left(7) ^ product as u64 ^ (wrapped as u64) << 50;
    let (difference, borrowed) = a.overflowing_sub(b);
    sum = sum.rotate_left(7) ^ difference ^ borrowed as u64;
    sum ^ input[0].saturating_mul(input[1]) as u64 ^ c.saturating_mul(d) as u64 ^ a.abs_diff(b)
}

programs! {
    xdp prog => compute;
}
