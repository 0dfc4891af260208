// promise: the characters of one of two texts of different lengths, as a debug build counts them
// inputs: values
// door: bpf
// opt: 0
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn characters(input: &[u8; 64]) -> u64 {
    let text: &str = if input[0] != 10 { "a\u{e9}t\u{e9} a" } else { "gam ma" };
    text.chars().map(|c| u64::from(u32::from(c))).sum()
}

programs! {
    xdp prog => characters;
}
