// promise: generic functions and traits with associated types and constants
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

use core::ops::{Add, BitXor};

trait Field {
    type Raw: Copy + Into<u64>;
    const AT: usize;
    fn raw(input: &[u8; 64]) -> Self::Raw;
    fn value(input: &[u8; 64]) -> u64 {
        Self::raw(input).into() << (Self::AT % 8)
    }
}

struct Kind;
struct Port<const N: usize>;

impl Field for Kind {
    type Raw = u8;
    const AT: usize = 3;
    fn raw(input: &[u8; 64]) -> u8 {
        input[Self::AT]
    }
}

impl<const N: usize> Field for Port<N> {
    type Raw = u16;
    const AT: usize = 10 + N * 2;
    fn raw(input: &[u8; 64]) -> u16 {
        u16::from_be_bytes([input[Self::AT], input[Self::AT + 1]])
    }
}

fn join<T: Add<Output = T> + BitXor<Output = T> + Copy>(a: T, b: T) -> T {
    (a ^ b) + b
}

fn compute(input: &[u8; 64]) -> u64 {
    let fields = Kind::value(input) + Port::<0>::value(input) * 5 + Port::<7>::value(input) * 11;
    join(fields, 12) ^ join(input[0] as u32, 77) as u64
}

programs! {
    xdp prog => compute;
}
