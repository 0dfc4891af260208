// promise: the characters of one of two texts, where chars() compares with the end in front of a character alone
// inputs: values
// link-args: --skip-quirk=split-choices
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

// The quirk that is skipped in both builds pairs the texts with their lengths, and then all bytes are known.
fn characters(input: &[u8; 64]) -> u64 {
    let text = if input[0] != 10 { "a\u{e9}t\u{e9} a" } else { "gam ma" };
    u64::from(text.chars().map(u32::from).sum::<u32>())
}

programs! {
    xdp prog => characters;
}
