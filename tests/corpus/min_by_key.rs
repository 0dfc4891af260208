// promise: min_by_key, max_by_key and min_by choose an element
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let least = input[..12].iter().min_by_key(|&&b| b ^ 0x5a).copied().unwrap_or(0);
    let place = input[16..28].iter().enumerate().max_by_key(|&(_, &b)| b & 0x3f).map_or(99, |(i, _)| i);
    let by = input[32..40].chunks_exact(2).min_by(|a, b| a[1].cmp(&b[1])).map_or(0, |c| c[0]);
    least as u64 | (place as u64) << 8 | (by as u64) << 16
}

programs! {
    xdp prog => compute;
}
