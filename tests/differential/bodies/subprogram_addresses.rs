// SPDX-License-Identifier: MIT OR Apache-2.0
// Addresses that functions which stay functions are handed, and that code computes with.

// body: text_of_an_argument
#[inline(never)]
fn text(d: &[u8; 64]) -> u32 {
    core::str::from_utf8(&d[5..13]).unwrap_or("ab").len() as u32
}
pub fn body(d: &[u8; 64]) -> u32 {
    text(d)
}
// body: text_of_an_argument_of_an_argument
#[inline(never)]
fn valid(bytes: &[u8; 12]) -> u32 {
    match core::str::from_utf8(bytes) {
        Ok(text) => text.chars().count() as u32,
        Err(error) => 100 + error.valid_up_to() as u32,
    }
}
#[inline(never)]
fn parts(d: &[u8; 64]) -> u32 {
    valid(d[3..15].try_into().unwrap()) * 1000 + valid(d[24..36].try_into().unwrap())
}
pub fn body(d: &[u8; 64]) -> u32 {
    parts(d)
}
// body: steps_of_an_argument
#[inline(never)]
fn steps(d: &[u8; 64], skipped: u8) -> u32 {
    d[24..39].iter().skip(usize::from(skipped.wrapping_mul(d[24]).min(3))).step_by(5).fold(5, |a, &b| a * 3 + u32::from(b))
}
pub fn body(d: &[u8; 64]) -> u32 {
    steps(d, d[25])
}
// body: steps_of_an_argument_or_a_constant
#[inline(never)]
fn steps(d: &[u8; 64], skipped: u8) -> u32 {
    let part = if d[0] & 1 == 0 { &d[24..39] } else { b"0123456789abcde" };
    part.iter().skip(usize::from(skipped.wrapping_mul(d[24]).min(3))).step_by(5).fold(5, |a, &b| a * 3 + u32::from(b))
}
pub fn body(d: &[u8; 64]) -> u32 {
    steps(d, d[25])
}
// body: characters_in_a_function
#[inline(never)] fn characters(d: &[u8; 64]) -> u64 {
    let text = core::str::from_utf8(&d[24..30]).unwrap_or("-5");
    let sum = text.chars().map(|c| c as u32).fold(1u32, |a, c| a.wrapping_mul(31) ^ c);
    sum as u64 ^ text.split_once('=').map_or(0, |(a, b)| a.len() * 16 + b.len()) as u64
}
pub fn body(d: &[u8; 64]) -> u32 { characters(d) as u32 }
// body: trimmed_in_a_function
#[inline(never)] fn trimmed(d: &[u8; 64]) -> usize {
    let text = core::str::from_utf8(&d[24..30]).unwrap_or("-5");
    text.trim().len() * 16 + text.trim_start().len()
}
pub fn body(d: &[u8; 64]) -> u32 { trimmed(d) as u32 }
