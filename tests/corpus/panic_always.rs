// promise: a program that can only panic is still a program
// kernel: 4.15
// panics: always
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let value: Option<u64> = None;
    if input[0] > 100 {
        panic!("large");
    }
    value.expect("there is none")
}

programs! {
    xdp prog => compute;
}
