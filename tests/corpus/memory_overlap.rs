// promise: copy_within moves overlapping bytes in both directions
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut bytes = *input;
    bytes.copy_within(0..20, 7);
    bytes.copy_within(30..50, 26);
    let to = (input[0] & 7) as usize;
    bytes.copy_within(to..to + 6, 8);
    bytes.swap(1, 62);
    bytes[40..48].rotate_left(3);
    bytes[48..56].reverse();
    bytes.iter().fold(0u64, |h, &b| h.wrapping_mul(257).wrapping_add(b as u64))
}

programs! {
    xdp prog => compute;
}
