// promise: a loop over chained slices comes to its end
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut mixed = 0u64;
    for (i, b) in input[..4].iter().chain(&input[60..]).enumerate() {
        mixed = mixed.rotate_left(5) ^ (*b as u64 + i as u64);
    }
    mixed
}

programs! {
    xdp prog => compute;
}
