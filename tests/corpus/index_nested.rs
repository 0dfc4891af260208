// promise: indices that are remainders, into a table of rows, and into an array inside a structure on the stack
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

static MOVES: [[i8; 4]; 3] = [[0, 1, 0, -1], [1, 0, -1, 0], [2, -2, 3, -3]];

#[derive(Clone, Copy)]
struct Kind {
    length: u16,
    flags: [u8; 3],
    weights: [u32; 5],
}

fn compute(input: &[u8; 64]) -> u64 {
    let step = MOVES[(input[4] % 3) as usize][(input[5] & 3) as usize];
    let mut kind = Kind { length: 7, flags: [input[6], 2, 3], weights: [9; 5] };
    kind.weights[(input[7] % 5) as usize] = input[8] as u32;
    kind.flags[(input[9] % 3) as usize] ^= 0x40;
    let flag = kind.flags[(input[10] % 3) as usize] as u64;
    let weight = kind.weights[(input[11] % 5) as usize] as u64;
    kind.length as u64 ^ flag << 8 ^ weight << 16 ^ (step as u64) << 40
}

programs! {
    xdp prog => compute;
}
