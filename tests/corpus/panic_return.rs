// promise: --panic-return sets what a panicking program returns
// kernel: 4.15
// panics: some
// link-args: --panic-return 7
// panic-return: 7
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let table = [3u64, 1, 4, 1, 5];
    table[(input[0] & 7) as usize] + word(input, 1)
}

programs! {
    xdp prog => compute;
}
