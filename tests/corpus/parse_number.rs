// promise: from_utf8 of a slice of variable length, and parse() of it
// kernel: 5.12
// inputs: texts
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let from = (input[0] & 15) as usize;
    let Some(bytes) = input.get(from..from + 1 + (input[1] & 3) as usize) else {
        return 1 << 40;
    };
    let Ok(text) = core::str::from_utf8(bytes) else {
        return 2 << 40;
    };
    text.trim_ascii_start().parse::<u32>().map_or(3 << 40, u64::from)
}

programs! {
    xdp prog => compute;
}
