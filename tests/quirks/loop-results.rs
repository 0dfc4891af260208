// promise: a word of a text as a key, and the number behind it: each search ends at another place
// inputs: words
// kernel: running
// link-args: --skip-quirk=forgotten-rounds
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn parse(text: &[u8; 64]) -> Option<(u64, u32)> {
    let line = text.split(|&b| b == b'\n').next()?;
    let text = core::str::from_utf8(line.get(..32)?).ok()?;
    let mut words = text.split_ascii_whitespace();
    let verb = words.next()?;
    let number: u32 = words.next()?.parse().ok()?;
    let mut key = [0; 8];
    key.get_mut(..verb.len())?.copy_from_slice(verb.as_bytes());
    Some((u64::from_le_bytes(key), number))
}

fn compute(input: &[u8; 64]) -> u64 {
    parse(input).map_or(u64::MAX, |(key, number)| key ^ u64::from(number) << 20)
}

programs! {
    xdp prog => compute;
}
