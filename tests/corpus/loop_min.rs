// promise: a loop bounded by min(n, 64) runs n times
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let n = input[0] as usize;
    let mut sum = 0u64;
    for i in 0..n.min(64) {
        sum = sum.wrapping_mul(33).wrapping_add(input[i] as u64);
    }
    for i in 0..core::cmp::min(input[1] as u32, 20) {
        sum ^= (i as u64) << (i % 11);
    }
    sum
}

programs! {
    xdp prog => compute;
}
