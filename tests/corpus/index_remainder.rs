// promise: an index that is a remainder needs no check, and the verifier agrees
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

static NAMES: [[u8; 4]; 3] = [*b"abcd", *b"efgh", *b"ijkl"];

fn compute(input: &[u8; 64]) -> u64 {
    let name = NAMES[(input[0] % 3) as usize];
    let mut counts = [word(input, 2); 6];
    counts[input[1] as usize % 6] = 3;
    counts.iter().fold(0, |a, count| a * 3 ^ count) ^ name[(input[2] & 3) as usize] as u64
}

programs! {
    xdp prog => compute;
}
