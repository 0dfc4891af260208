// promise: split_at and a mismatched copy_from_slice panic
// kernel: 4.15
// panics: some
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (left, right) = input.split_at(input[0] as usize & 127);
    let mut copy = [0u8; 8];
    let length = 6 + (input[1] as usize & 3);
    copy.copy_from_slice(&input[8..8 + length]);
    (left.len() * 1000 + right.len()) as u64 + u64::from_le_bytes(copy)
}

programs! {
    xdp prog => compute;
}
