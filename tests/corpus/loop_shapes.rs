// promise: triangular, reversed, stepping and inclusive ranges, skip_while, flat_map, last, and a loop that halves
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn triangle(input: &[u8; 64]) -> u64 {
    let mut sum = 0u64;
    for i in 0..8usize {
        for j in i..=7 {
            sum = sum.wrapping_mul(3) ^ (input[i] as u64 * input[j] as u64);
        }
        for k in (0..i).rev().step_by(2) {
            sum = sum.wrapping_add((input[k] as u64) << i);
        }
    }
    sum
}

fn bits(mut n: u16) -> u64 {
    let mut rounds = 0;
    while n > 0 {
        rounds += 1 + (n & 1) as u64;
        n >>= 1;
    }
    rounds
}

fn compute(input: &[u8; 64]) -> u64 {
    let most = (input[9] & 15) as u64;
    let steps: u64 = (0..=most).step_by(3).fold(0, |s, n| s * 16 + n);
    let skipped: u64 = input[16..28].iter().skip_while(|&&b| b > 60).map(|&b| b as u64).sum();
    let pairs: u64 = (0..4u64).flat_map(|a| (0..3u64).map(move |b| a * b)).sum();
    let odd = (1..12).step_by(2).filter(|n| input[30 + n] > 100).last().unwrap_or(0) as u64;
    let rounds = bits(u16::from_le_bytes([input[50], input[51]]));
    triangle(input) ^ steps ^ skipped << 40 ^ pairs << 52 ^ odd << 58 ^ rounds << 30
}

programs! {
    xdp prog => compute;
}
