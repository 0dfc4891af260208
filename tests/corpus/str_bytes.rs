// promise: strings: bytes, chars, from_utf8, parse, comparison
// kernel: 4.15
// inputs: texts
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn number(text: &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for &byte in text {
        let digit = (byte as char).to_digit(10)?;
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    Some(value)
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut sum = "bytes".bytes().fold(0u64, |h, b| h * 31 + b as u64);
    if let Ok(text) = core::str::from_utf8(&input[..8]) {
        sum ^= (text.starts_with("GET") as u64) << 50 | (text.is_ascii() as u64) << 51;
        sum ^= ((text == "content:") as u64) << 52;
    } else {
        sum ^= 1 << 60;
    }
    let lower = input[8].to_ascii_lowercase() as u64;
    sum ^= number(&input[16..20]).map_or(0xfff, |n| n as u64) << 8;
    sum ^ lower ^ (input[9].is_ascii_alphabetic() as u64) << 53
}

programs! {
    xdp prog => compute;
}
