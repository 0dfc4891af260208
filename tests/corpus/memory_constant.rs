// promise: copies, fills and comparisons of constant size
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut copy = [0u8; 64];
    copy.copy_from_slice(input);
    copy[7..15].copy_from_slice(&input[40..48]);
    copy[20..50].fill(input[3]);
    let twin = copy;
    let mut words = [word(input, 2); 4];
    words[(input[0] & 3) as usize] = 3;
    copy[60] = input[1] & 1;
    let same = twin == copy;
    let zero = twin[..16] == [0u8; 16];
    word(&copy, 0) ^ word(&twin, 1) ^ word(&copy, 5) ^ words.iter().fold(0, |a, w| a * 3 ^ w)
        ^ (same as u64) << 9 ^ (zero as u64) << 10 ^ copy[21] as u64
}

programs! {
    xdp prog => compute;
}
