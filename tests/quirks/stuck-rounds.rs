// promise: two words of a text that from_utf8() has checked: it reads the byte that ends a run of ASCII twice
// inputs: words
// kernel: running
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn lengths(input: &[u8; 64]) -> Option<u64> {
    let line = input.split(|&b| b == b'\n').next()?;
    let text = core::str::from_utf8(line.get(..32)?).ok()?;
    let mut words = text.split_ascii_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    Some((first.len() * 100 + second.len()) as u64)
}

fn compute(input: &[u8; 64]) -> u64 {
    lengths(input).unwrap_or(1 << 40)
}

programs! {
    xdp prog => compute;
}
