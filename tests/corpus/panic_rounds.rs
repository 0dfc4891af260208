// promise: 48 rounds with a lookup, an index that may be out of range, and a sum over all of them
// kernel: 4.15
// panics: some
// handlers: loop helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

array_maps! {
    SEEN: [u64; 2],
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut sum = SEEN.get(0).map_or(1, |seen| *seen);
    for i in 0..48 {
        if let Some(seen) = SEEN.get(0) {
            *seen += input[i] as u64;
        }
        let at = (input[i] & 0x4f) as usize;
        sum = sum.rotate_left(5) + input[at] as u64;
    }
    if let Some(seen) = SEEN.get(1) {
        *seen = sum;
    }
    sum
}

programs! {
    xdp prog => compute;
}
