// promise: searches over all 64 bytes: position, rposition, a pair of neighbours
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let first = input.iter().position(|&b| b > 0xf0).unwrap_or(64) as u64;
    let pair = input.windows(2).position(|w| w[0] == w[1]).unwrap_or(63) as u64;
    let last = input.iter().rposition(|&b| b == 0).unwrap_or(64) as u64;
    first | pair << 8 | last << 16
}

programs! {
    xdp prog => compute;
}
