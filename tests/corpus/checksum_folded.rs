// promise: a checksum whose carries are folded until there is none
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn fold32(mut sum: u32) -> u16 {
    while sum >> 16 != 0 {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    sum as u16
}

fn fold64(mut sum: u64) -> u64 {
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    sum
}

fn compute(input: &[u8; 64]) -> u64 {
    let words = word(input, 0) ^ word(input, 5);
    let halves = u64::from(fold32(words as u32)) << 16 | u64::from(fold32((words >> 32) as u32));
    halves << 16 ^ fold64(word(input, 1)) << 48 ^ fold64(word(input, 2).wrapping_mul(words))
}

programs! {
    xdp prog => compute;
}
