// promise: position, rposition, any, all, find and contains leave early
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let wanted = input[63];
    let first = input[..24].iter().position(|&b| b == wanted).unwrap_or(99) as u64;
    let last = input[..16].iter().rposition(|&b| b > 200).unwrap_or(98) as u64;
    let any = input[..8].iter().any(|&b| b == 0x41) as u64;
    let all = input[..8].iter().all(|&b| b < 0x80) as u64;
    let found = input[..24].iter().find(|&&b| b & 0x0f == 0x0c).copied().unwrap_or(1) as u64;
    let has = input[..16].contains(&7) as u64;
    first | last << 8 | any << 16 | all << 17 | found << 18 | has << 26
}

programs! {
    xdp prog => compute;
}
