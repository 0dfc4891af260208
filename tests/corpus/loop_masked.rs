// promise: an inclusive loop 0..=(n & 63) runs (n & 63) + 1 times
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut sum = 1u64;
    for i in 0..=(input[0] & 63) as usize {
        sum = sum.wrapping_mul(5).wrapping_add(input[i] as u64);
    }
    for i in (0..=(input[1] & 15)).rev() {
        sum = sum.rotate_left(3) ^ i as u64;
    }
    sum
}

programs! {
    xdp prog => compute;
}
