// promise: division by zero and i32::MIN / -1 end the program
// kernel: 4.15
// panics: some
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let quotient = word(input, 0) / (input[8] as u64 & 7);
    let remainder = word(input, 2) as u32 % (input[9] as u32 & 3);
    let signed = (word(input, 3) as i32) / (input[10] as i8 as i32);
    quotient ^ (remainder as u64) << 40 ^ signed as u64
}

programs! {
    xdp prog => compute;
}
