// promise: a slice range out of bounds ends the program, under every handler
// kernel: 4.15
// panics: some
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (from, to) = (input[0] as usize & 15, input[1] as usize & 31);
    let middle = &input[from..to];
    let rest = &input[40 + (input[2] as usize & 31)..];
    let head = &input[..(input[3] as usize & 127)];
    (middle.len() as u64) << 32 | (rest.len() as u64) << 16 | head.len() as u64
}

programs! {
    xdp prog => compute;
}
