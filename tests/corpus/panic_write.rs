// promise: stores through indices and through split halves are checked
// kernel: 4.15
// panics: some
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut counts = [0u16; 10];
    for &byte in &input[..12] {
        counts[(byte >> 4) as usize & 11] += byte as u16;
    }
    let (low, high) = counts.split_at_mut(5);
    low[(input[20] & 7) as usize] ^= high[0] | 0x100;
    counts.iter().fold(0, |sum, &c| sum * 13 + c as u64)
}

programs! {
    xdp prog => compute;
}
