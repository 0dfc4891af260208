// promise: functions with more than five arguments
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[inline(never)]
fn nine(a: u64, b: u32, c: u8, d: i64, e: u16, f: bool, g: u64, h: &u64, i: [u8; 3]) -> u64 {
    let mut sum = a ^ (b as u64) << 7 ^ (c as u64) << 50;
    sum = sum.wrapping_add(d as u64).wrapping_mul(e as u64 | 1);
    if f {
        sum = sum.rotate_left(5) ^ g;
    }
    sum.wrapping_sub(*h) ^ i[0] as u64 ^ (i[1] as u64) << 8 ^ (i[2] as u64) << 16
}

#[inline(never)]
fn six(a: &[u8], b: &[u8], c: &str) -> usize {
    a.len() * 100 + b.len() * 10 + c.len()
}

fn compute(input: &[u8; 64]) -> u64 {
    let w = |n| word(input, n);
    let nine = nine(w(0), w(1) as u32, input[9], w(2) as i64, w(3) as u16, input[30] > 100,
        w(4), &w(5), [input[50], input[51], input[52]]);
    nine.wrapping_add(six(&input[..(input[60] & 31) as usize], &input[3..9], "text") as u64)
}

programs! {
    xdp prog => compute;
}
