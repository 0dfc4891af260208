// promise: a panic deep in a chain of #[inline(never)] functions ends the whole program
// kernel: 4.15
// panics: some
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[inline(never)]
fn pick(input: &[u8; 64], at: usize) -> u8 {
    input[at]
}

#[inline(never)]
fn sum(input: &[u8; 64], at: usize) -> Option<u64> {
    let value = pick(input, at) as u64 + pick(input, at + 1) as u64;
    (value != 0).then_some(value)
}

#[inline(never)]
fn scale(input: &[u8; 64], at: usize) -> Result<u64, u32> {
    sum(input, at).map(|s| s * 5).ok_or(at as u32)
}

fn compute(input: &[u8; 64]) -> u64 {
    let a = scale(input, (input[0] & 0x3f) as usize).unwrap();
    let b = scale(input, 20).unwrap_or(9);
    a << 20 | b
}

programs! {
    xdp prog => compute;
}
