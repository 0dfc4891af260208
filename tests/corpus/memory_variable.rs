// promise: copies, fills and comparisons whose length is bounded but not constant
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut copy = [0x55u8; 32];
    let length = (input[0] & 31) as usize;
    copy[..length].copy_from_slice(&input[8..8 + length]);
    let from = (input[1] & 15) as usize;
    copy[from..from + 8].fill(input[2]);
    let compared = (input[3] & 7) as usize;
    let same = input[40..40 + compared] == input[48..48 + compared];
    let mut sum = same as u64;
    for &byte in &copy {
        sum = sum.wrapping_mul(131).wrapping_add(byte as u64);
    }
    sum
}

programs! {
    xdp prog => compute;
}
