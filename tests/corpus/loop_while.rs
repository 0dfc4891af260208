// promise: while loops with a fixed number of turns: greatest divisor, Collatz, Newton
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
    let mut n = input[8] as u64 + 1;
    let mut steps = 0u64;
    loop {
        if n == 1 || steps == 40 {
            break;
        }
        n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
        steps += 1;
    }
    let d = divisor(word(input, 0) as u32 & 0xffff, word(input, 2) as u32 & 0xfff);
    steps << 32 ^ d as u64 ^ (root(word(input, 3) as u32) as u64) << 40
}

programs! {
    xdp prog => compute;
}
