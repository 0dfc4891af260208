// promise: a panic behind a function pointer and behind dyn ends the program
// kernel: 4.15
// panics: some
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

trait Codec {
    fn decode(&self, input: &[u8; 64]) -> u64;
}

struct At(usize);
struct Ratio;

impl Codec for At {
    fn decode(&self, input: &[u8; 64]) -> u64 {
        input[self.0] as u64
    }
}

impl Codec for Ratio {
    fn decode(&self, input: &[u8; 64]) -> u64 {
        word(input, 2) / (input[1] as u64 & 3)
    }
}

fn apply(f: fn(u8) -> u64, value: u8) -> u64 {
    f(value)
}

fn small(value: u8) -> u64 {
    assert!(value < 0x90);
    value as u64 * 3
}

fn compute(input: &[u8; 64]) -> u64 {
    let at = At((input[0] & 127) as usize);
    let codecs: [&dyn Codec; 2] = [&at, &Ratio];
    let mut sum = apply(small, input[3]);
    for codec in codecs {
        sum = sum.wrapping_mul(7).wrapping_add(codec.decode(input));
    }
    sum
}

programs! {
    xdp prog => compute;
}
