// promise: a byte of a string of a table, at an index that lies behind the ends of some strings
// inputs: values
// door: bpf
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

static WORDS: [&str; 7] = ["echoreply", "1", "open", "2", "echo?", "a:b", "no"];

fn byte(input: &[u8; 64]) -> u64 {
    // of two bytes: an index whose bounds LLVM knows has other ways to its word; each of 0 to 6 comes about
    let at = (i32::from(input[0]) - 100) * (i32::from(input[1]) + 1) / 256;
    let word = WORDS[at.clamp(0, 6) as usize];
    word.as_bytes().get(at as usize).map_or(1 << 40, |&byte| u64::from(byte))
}

programs! {
    xdp prog => byte;
}
