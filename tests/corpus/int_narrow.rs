// promise: signed arithmetic of i8 and i16: sign extension, abs, signum, rem_euclid
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let a = input[0] as i8;
    let b = i16::from_le_bytes([input[2], input[3]]);
    let c = word(input, 1) as i32;
    let mut sum = (a as i64 >> 2) as u64 ^ (b as i32 >> 3) as u64;
    sum = sum.wrapping_mul(1021) ^ a.wrapping_abs() as u64 ^ b.unsigned_abs() as u64;
    sum = sum.wrapping_mul(1021) ^ c.signum() as u64 ^ (a.wrapping_mul(a) as u64) << 9;
    sum = sum.wrapping_mul(1021) ^ b.rem_euclid(7) as u64 ^ (c.rem_euclid(1000) as u64) << 8;
    sum ^ (a as u8 > 0x7f) as u64 ^ (b.cmp(&-5) as i8 as u64) << 30 ^ a.max(-3).min(100) as u64
}

programs! {
    xdp prog => compute;
}
