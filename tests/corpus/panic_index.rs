// promise: an index out of range ends the program with r0 = 0, under every handler
// kernel: 4.15
// panics: some
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

const PRIMES: [u16; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];

fn compute(input: &[u8; 64]) -> u64 {
    let first = PRIMES[(input[0] & 15) as usize] as u64;
    let second = input[(input[1] & 127) as usize] as u64;
    first << 8 | second
}

programs! {
    xdp prog => compute;
}
