// promise: a variable and its neighbour, between which code generation chooses by 'or'
// inputs: values
// kernel: 6.1
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn chosen(input: &[u8; 64]) -> u64 {
    let mut pair = [input[2]; 4];
    pair[usize::from(input[0] == 1)] = 5;
    core::hint::black_box(&mut pair);
    u64::from(u32::from_le_bytes(pair))
}

programs! {
    xdp prog => chosen;
}
