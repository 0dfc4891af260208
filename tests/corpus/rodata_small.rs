// promise: small tables by an index: of bytes, of structures, of strings, in two dimensions; a word of a large one
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    length: u16,
    flags: [u8; 3],
}

static KINDS: [Kind; 5] = [
    Kind { name: "end", length: 1, flags: [0, 0, 1] },
    Kind { name: "skip", length: 1, flags: [0, 1, 0] },
    Kind { name: "segment", length: 4, flags: [1, 0, 0] },
    Kind { name: "scale", length: 3, flags: [1, 1, 0] },
    Kind { name: "stamp", length: 10, flags: [1, 0, 1] },
];

static DIGITS: &[u8; 16] = b"0123456789abcdef";

static MOVES: [[i8; 4]; 3] = [[0, 1, 0, -1], [1, 0, -1, 0], [2, -2, 3, -3]];

const SQUARES: [u32; 128] = {
    let mut table = [0; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = (i * i) as u32 ^ 0x5a5a;
        i += 1;
    }
    table
};

fn day(n: u8) -> &'static str {
    match n % 7 {
        0 => "sunday",
        1 => "monday",
        2 => "tuesday",
        3 => "wednesday",
        4 => "thursday",
        5 => "friday",
        _ => "saturday",
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let kind = KINDS[(input[0] % 5) as usize];
    let name = kind.name.as_bytes();
    let mut sum = kind.length as u64 ^ (kind.flags[(input[1] & 1) as usize] as u64) << 9;
    sum = sum * 131 + name[(input[2] & 1) as usize] as u64;
    sum = sum * 131 + DIGITS[(input[3] >> 4) as usize] as u64 + DIGITS[(input[3] & 15) as usize] as u64;
    sum = sum * 131 + MOVES[(input[4] & 1) as usize][(input[5] & 3) as usize] as u64;
    sum = sum.wrapping_mul(131) ^ SQUARES[(input[6] & 127) as usize] as u64;
    let day = day(input[7]);
    sum.wrapping_mul(131) ^ day.len() as u64 ^ (day.as_bytes()[1] as u64) << 40 ^ (day == "monday") as u64
}

programs! {
    xdp prog => compute;
}
