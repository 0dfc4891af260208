// promise: a byte of a string of a table, whose pointer and length are chosen by the same conditions
// inputs: values
// door: bpf
// stays: no kernel refuses this program any more, but it is shorter with the quirk
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

static WORDS: [&str; 7] = ["echoreply", "1", "open", "2", "echo?", "a:b", "no"];

fn byte(input: &[u8; 64]) -> u64 {
    let at = i32::from(input[0]) - 100;
    let word = WORDS[at.clamp(0, 6) as usize];
    word.as_bytes().get(usize::from(input[1] & 15)).map_or(1 << 40, |&byte| u64::from(byte))
}

programs! {
    xdp prog => byte;
}
