// promise: windows, chunks_exact, chunks and rchunks cover the slice
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let rises = input.windows(2).filter(|pair| pair[0] < pair[1]).count() as u64;
    let mut words = 0u64;
    for chunk in input.chunks_exact(8) {
        words = words.wrapping_mul(31) ^ u64::from_be_bytes(chunk.try_into().unwrap());
    }
    let mut odd = 0u64;
    for chunk in input.chunks(13) {
        odd = odd * 7 + chunk.len() as u64 + chunk[0] as u64;
    }
    let last = input.rchunks(9).last().map_or(0, |chunk| chunk[0] as u64);
    rises ^ words ^ odd << 8 ^ last
}

programs! {
    xdp prog => compute;
}
