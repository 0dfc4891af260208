// promise: signed division and remainder of i32 and i64, by variables and by constants
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (a, b) = (word(input, 0) as i64, word(input, 1) as i16 as i64);
    let (c, d) = (word(input, 2) as i32, word(input, 3) as i8 as i32);
    let mut sum = 0u64;
    if b != 0 {
        sum = (a.wrapping_div(b) as u64).rotate_left(1) ^ a.wrapping_rem(b) as u64;
    }
    if d != 0 {
        sum = sum.wrapping_mul(31) ^ c.wrapping_div(d) as u64 ^ (c.wrapping_rem(d) as u64) << 20;
    }
    sum ^ (a / 10) as u64 ^ (a % 1000) as u64 ^ (c / -7) as u64 ^ (c % 64) as u64
}

programs! {
    xdp prog => compute;
}
