// promise: zip, rev, skip and step_by give the same elements
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (left, right) = input.split_at(32);
    let dot: u64 = left.iter().zip(right.iter().rev()).map(|(&a, &b)| a as u64 * b as u64).sum();
    let every: u64 = input.iter().skip(3).step_by(7).map(|&b| b as u64).sum();
    let mut mixed = 0u64;
    for (i, b) in left[..4].iter().enumerate() {
        mixed = mixed.rotate_left(5) ^ (*b as u64 + i as u64);
    }
    for i in (0..32).step_by(4).rev() {
        mixed = mixed.wrapping_mul(3).wrapping_add(input[i] as u64);
    }
    dot ^ every << 32 ^ mixed
}

programs! {
    xdp prog => compute;
}
