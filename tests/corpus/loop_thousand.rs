// promise: a loop of a thousand turns
// kernel: 5.2
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut state = word(input, 0) | 1;
    for i in 0..1000u64 {
        state ^= state << 13;
        state ^= state >> 7;
        state = state.wrapping_add(i);
    }
    state
}

programs! {
    xdp prog => compute;
}
