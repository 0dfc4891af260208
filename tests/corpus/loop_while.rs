// promise: while loops with a fixed number of turns: greatest divisor, square root, power
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn divisor(mut a: u32, mut b: u32) -> u32 {
    let mut turns = 0;
    while b != 0 && turns < 24 {
        (a, b) = (b, a % b);
        turns += 1;
    }
    a
}

fn root(n: u32) -> u32 {
    let (mut low, mut high) = (0u32, 1 << 16);
    let mut turns = 0;
    while turns < 16 {
        let middle = (low + high) / 2;
        if middle as u64 * middle as u64 <= n as u64 {
            low = middle;
        } else {
            high = middle;
        }
        turns += 1;
    }
    low
}

fn compute(input: &[u8; 64]) -> u64 {
    let (mut power, mut base, mut exponent) = (1u64, word(input, 4), input[8]);
    while exponent != 0 {
        if exponent & 1 != 0 {
            power = power.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        exponent >>= 1;
    }
    let d = divisor(word(input, 0) as u32 & 0xffff, word(input, 2) as u32 & 0xfff);
    power.rotate_left(32) ^ d as u64 ^ (root(word(input, 3) as u32) as u64) << 40
}

programs! {
    xdp prog => compute;
}
