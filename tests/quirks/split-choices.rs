// promise: strings of a table, chosen by a number in ways that the optimiser has taken apart
// inputs: values
// door: bpf
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn bytes_found(input: &[u8; 64]) -> u64 {
    let word = ["quX7", "e", "a longer one, for two words", "ab"][usize::from(input[0] & 3)];
    word.contains("e") as u64 + 2 * word.find('X').unwrap_or(9) as u64 + 64 * word.rfind('o').unwrap_or(9) as u64
}

programs! {
    xdp prog => bytes_found;
}
