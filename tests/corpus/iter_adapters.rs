// promise: filter, map, sum, fold, max, scan and take_while agree
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let even: u32 = input.iter().filter(|&&b| b % 2 == 0).map(|&b| b as u32).sum();
    let folded = input[..24].iter().fold(7u64, |h, &b| (h ^ b as u64).wrapping_mul(0x100_0000_01b3));
    let largest = input.iter().copied().max().unwrap_or(0);
    let run = input.iter().take_while(|&&b| b != 0).count();
    let prefix: u32 = input[..8].iter().scan(0u32, |s, &b| { *s += b as u32; Some(*s) }).sum();
    even as u64 ^ folded ^ (largest as u64) << 48 ^ (run as u64) << 40
        ^ (prefix as u64) << 16
}

programs! {
    xdp prog => compute;
}
