// promise: matches on slices, byte strings, tuples and ranges with guards
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn method(bytes: &[u8]) -> u64 {
    match bytes {
        [b'G', b'E', b'T', b' ', ..] => 1,
        [b'P', b'U', b'T', rest @ ..] => 2 + rest[0] as u64,
        [first, .., last] if first == last => 300,
        [0, 1, 2, ..] => 301,
        _ => 302,
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let verb = method(&input[..8]);
    let pair = match (input[8], input[9] >> 4) {
        (0, 0) => 1,
        (x, y) if x == y => 2,
        (0x41..=0x5a, _) => 3,
        (_, 0xf) => 4,
        (x, _) => 5 + (x & 1) as u64,
    };
    let word: u64 = match &input[10..14] {
        b"abcd" => 1,
        b"\x0a\x0b\x0c\x0d" => 2,
        other => other[0] as u64 + 10,
    };
    verb << 32 | pair << 16 | word
}

programs! {
    xdp prog => compute;
}
