// promise: Option<u64> and Result<u64, u64> as results
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[inline(never)]
fn find(input: &[u8; 64], wanted: u8) -> Option<u64> {
    for i in 0..16 {
        if input[i] == wanted {
            return Some(word(input, 2).wrapping_add(i as u64));
        }
    }
    None
}

#[inline(never)]
fn halve(value: u64) -> Result<u64, u64> {
    if value % 2 == 0 { Ok(value / 2) } else { Err(value) }
}

fn compute(input: &[u8; 64]) -> u64 {
    let found = find(input, input[40]).unwrap_or(0x1234);
    let halved = match halve(found) {
        Ok(half) => half,
        Err(odd) => odd.wrapping_mul(3),
    };
    halved ^ find(input, 0).is_some() as u64
}

programs! {
    xdp prog => compute;
}
