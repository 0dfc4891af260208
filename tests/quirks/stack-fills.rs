// promise: an array that is filled, then written at an index, and read at others
// inputs: values
// kernel: 6.1
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn filled(input: &[u8; 64]) -> u64 {
    let mut seen = [0x55u8; 16];
    seen[usize::from(input[0] & 3)] = input[1];
    core::hint::black_box(&mut seen);
    u64::from(seen[7]) << 16 | u64::from(seen[6]) << 8 | u64::from(seen[15])
}

programs! {
    xdp prog => filled;
}
