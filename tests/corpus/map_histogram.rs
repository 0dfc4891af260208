// promise: every byte of an array is counted in a map: 64 rounds with two lookups each
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

array_maps! {
    BUCKETS: [u64; 8],
    MOST: [u64; 8],
}

fn slot(byte: u8) -> u32 {
    match byte {
        128.. => 7,
        64.. => 6,
        32.. => 5,
        16.. => 4,
        8.. => 3,
        _ => 1,
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut total = 0u64;
    for &byte in input {
        let (Some(bucket), Some(most)) = (BUCKETS.get(slot(byte)), MOST.get(slot(byte ^ 1))) else {
            return 1;
        };
        *bucket += 1;
        if *most > *bucket {
            total += 1;
        } else {
            *most = *bucket;
            total = total.wrapping_mul(3) ^ *most;
        }
    }
    total
}

programs! {
    xdp prog => compute;
}
