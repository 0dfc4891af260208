// promise: equality and ordering of slices, starts_with and ends_with
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (a, b) = (&input[..12], &input[12..24]);
    let variable = &input[..(input[30] & 15) as usize];
    let order = a.cmp(b) as i8 as u64 & 3;
    let mut bits = order | ((a == b) as u64) << 2 | ((a < &input[1..13]) as u64) << 3;
    bits |= (input.starts_with(&[0, 1, 2, 3]) as u64) << 4;
    bits |= (input.ends_with(&[0xff; 5]) as u64) << 5;
    bits |= ((variable == &input[16..16 + variable.len()]) as u64) << 6;
    bits |= ((variable <= &[0x40, 0x41, 0x42][..]) as u64) << 7;
    let words = [word(input, 0), word(input, 1), 4];
    bits | ((words < [word(input, 2), word(input, 3), 5]) as u64) << 8
}

programs! {
    xdp prog => compute;
}
