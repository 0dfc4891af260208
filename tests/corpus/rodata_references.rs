// promise: a static table of references, read at an index that is checked, by get() and by match
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

static NAMES: [&[u8; 4]; 5] = [b"abcd", b"efgh", b"ijkl", b"mnop", b"qrst"];

fn checked(i: usize, at: usize) -> u64 {
    if i >= NAMES.len() {
        return 1;
    }
    NAMES[i][at] as u64
}

fn name_of(code: u8) -> &'static [u8; 4] {
    match code {
        0 => b"abcd",
        1 => b"efgh",
        2 => b"ijkl",
        3 => b"mnop",
        4 => b"qrst",
        _ => b"????",
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let at = (input[1] & 3) as usize;
    let got = NAMES.get((input[2] & 7) as usize).map_or(9, |name| name[at] as u64);
    checked((input[0] & 7) as usize, at) << 16 ^ got << 8 ^ name_of(input[3] & 7)[at] as u64
}

programs! {
    xdp prog => compute;
}
