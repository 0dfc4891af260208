// promise: structs, tuples and arrays as arguments and results, larger than registers
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[derive(Clone, Copy)]
struct Header {
    kind: u8,
    length: u16,
    source: u32,
    stamp: u64,
    tail: [u16; 5],
}

#[inline(never)]
fn parse(input: &[u8; 64], at: usize) -> Header {
    let mut tail = [0; 5];
    for i in 0..5 {
        tail[i] = u16::from_be_bytes([input[at + 20 + i * 2], input[at + 21 + i * 2]]);
    }
    Header {
        kind: input[at],
        length: input[at + 1] as u16 * 3,
        source: word(input, at / 8) as u32,
        stamp: word(input, at / 8 + 1),
        tail,
    }
}

#[inline(never)]
fn swap(mut header: Header) -> (Header, bool) {
    header.tail.reverse();
    header.source = header.source.swap_bytes();
    (header, header.kind > 0x40)
}

fn compute(input: &[u8; 64]) -> u64 {
    let (a, large) = swap(parse(input, 0));
    let b = if large { parse(input, 24) } else { a };
    let mut sum = a.stamp ^ (b.source as u64) << 20 ^ b.length as u64;
    for (x, y) in a.tail.iter().zip(b.tail) {
        sum = sum.wrapping_mul(17).wrapping_add((*x ^ y) as u64);
    }
    sum ^ b.kind as u64
}

programs! {
    xdp prog => compute;
}
