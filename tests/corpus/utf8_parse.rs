// promise: from_utf8 and parse
// kernel: 4.15
// inputs: texts
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let digits = &input[16..20];
    let number = core::str::from_utf8(digits).ok().and_then(|text| text.parse::<u16>().ok());
    number.map_or(1 << 16, |n| n as u64)
}

programs! {
    xdp prog => compute;
}
