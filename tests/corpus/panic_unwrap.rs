// promise: unwrap of None ends the program, under every handler
// kernel: 4.15
// data: none
// panics: some
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn half(value: u8) -> Option<u8> {
    (value % 2 == 0).then_some(value / 2)
}

fn compute(input: &[u8; 64]) -> u64 {
    let first = half(input[0]).unwrap() as u64;
    let place = input[..8].iter().position(|&b| b < 64).unwrap() as u64;
    first << 8 | place
}

programs! {
    xdp prog => compute;
}
