// promise: the number in a second word of a text: where the word starts is forgotten, and its bytes are read in a row
// inputs: words
// kernel: running
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn number(input: &[u8; 64]) -> Option<u32> {
    let line = input.split(|&b| b == b'\n').next()?;
    let text = core::str::from_utf8(line.get(..32)?).ok()?;
    text.split_ascii_whitespace().nth(1)?.parse().ok()
}

fn compute(input: &[u8; 64]) -> u64 {
    number(input).map_or(1 << 40, u64::from)
}

programs! {
    xdp prog => compute;
}
