// promise: parse::<u16> of a short text and splitting at a byte
// inputs: texts
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let field = &input[16..20];
    let end = field.iter().position(|&b| b == b' ' || b == 0).unwrap_or(4);
    let parsed = core::str::from_utf8(&field[..end]).ok().and_then(|t| t.parse::<u16>().ok());
    let words = input[..32].split(|&b| b == b' ').take(4).fold(0u64, |h, w| h << 8 | w.len() as u64);
    parsed.map_or(1 << 40, |n| n as u64) ^ words << 20
}

programs! {
    xdp prog => compute;
}
