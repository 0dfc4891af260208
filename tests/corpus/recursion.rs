// promise: recursion with an end: by constants, by const generics, by a depth, through two functions
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn factorial(n: u64) -> u64 {
    if n == 0 { 1 } else { n.wrapping_mul(factorial(n - 1)) }
}

fn fibonacci(n: u32) -> u64 {
    if n < 2 { n as u64 } else { fibonacci(n - 1) + fibonacci(n - 2) }
}

struct Bits<const N: usize>;

trait Count {
    fn count(x: u64) -> u64;
}

impl Count for Bits<0> {
    fn count(_: u64) -> u64 {
        0
    }
}

impl Count for Bits<8> {
    fn count(x: u64) -> u64 {
        (x & 1) + Bits::<0>::count(x >> 1)
    }
}

/// The sum of the nodes of a tree in an array: the children of n are 2n + 1 and 2n + 2.
fn tree(input: &[u8; 64], node: usize, depth: u32) -> u64 {
    if depth == 0 || node >= 64 {
        return 0;
    }
    let below = tree(input, 2 * node + 1, depth - 1) * 3 + tree(input, 2 * node + 2, depth - 1);
    below ^ input[node] as u64
}

fn even(n: u32) -> bool {
    n == 0 || odd(n - 1)
}

fn odd(n: u32) -> bool {
    n != 0 && even(n - 1)
}

#[inline(never)]
fn power(base: u64, exponent: u32) -> u64 {
    match exponent {
        0 => 1,
        n if n % 2 == 0 => power(base.wrapping_mul(base), n / 2),
        n => base.wrapping_mul(power(base, n - 1)),
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let x = word(input, 1);
    let mutual = if input[0] & 1 == 0 { even(9) } else { odd(12) };
    factorial(5) ^ fibonacci(7) << 8 ^ Bits::<8>::count(x) << 20 ^ tree(input, 0, 5) << 24
        ^ (mutual as u64) << 60 ^ power(x, 13)
}

programs! {
    xdp prog => compute;
}
