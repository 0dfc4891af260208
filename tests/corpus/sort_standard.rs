// promise: sort_unstable of the standard library on a small array
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut items = [input[0], input[9], input[18], input[27], input[36]];
    items.sort_unstable();
    items.iter().fold(0, |sum, &item| sum << 8 | item as u64)
}

programs! {
    xdp prog => compute;
}
