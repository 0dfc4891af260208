// promise: a chain of #[inline(never)] functions
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[inline(never)]
fn mix(a: u64, b: u64) -> u64 {
    (a ^ b.rotate_left(17)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[inline(never)]
fn mix_words(input: &[u8; 64], from: usize) -> u64 {
    mix(word(input, from), word(input, from + 1))
}

#[inline(never)]
fn twice(input: &[u8; 64]) -> u64 {
    mix(mix_words(input, 0), mix_words(input, 2))
}

#[inline(never)]
fn store(to: &mut u64, value: u64) {
    *to = mix(*to, value);
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut result = 1;
    store(&mut result, twice(input));
    store(&mut result, mix_words(input, 4));
    result
}

programs! {
    xdp prog => compute;
}
