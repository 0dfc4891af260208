// SPDX-License-Identifier: MIT OR Apache-2.0
// Strings that are chosen: their lengths, their bytes, and the numbers that lie beside them in a table.

// body: bytes_beside_strings
struct Row { kind: u8, low: i32, word: &'static str, code: [u8; 3] }
const ROWS: [Row; 5] = [
    Row { kind: 1, low: i32::MAX, word: "in\n", code: [7, 8, 9] },
    Row { kind: 2, low: i32::MIN, word: "o", code: [1, 2, 3] },
    Row { kind: 255, low: 5, word: "forward", code: [4, 40, 5] },
    Row { kind: 9, low: -5, word: "nat", code: [0, 0, 1] },
    Row { kind: 3, low: 77, word: "", code: [6, 60, 200] },
];
pub fn body(d: &[u8; 64]) -> u32 {
    let row = &ROWS[2];
    let other = &ROWS[usize::from(d[1] % 5)];
    u32::from(row.code[usize::from(d[0] & 3)]) ^ u32::from(other.kind) << 8 ^ (other.low as u32) << 9 ^ (row.word.len() as u32) << 20
}
// body: string_and_number_of_a_row
struct Row { low: i32, word: &'static str, code: [u8; 3] }
const ROWS: [Row; 3] =
    [Row { low: 1, word: "one", code: [1, 2, 3] }, Row { low: -2, word: "minus two", code: [4, 5, 6] }, Row { low: 3, word: "3", code: [7, 8, 9] }];
pub fn body(d: &[u8; 64]) -> u32 {
    let row = &ROWS[usize::from(d[1] % 3)];
    row.low as u32 ^ u32::from(row.code[usize::from(d[2] % 3)]) << 8 ^ u32::from(row.word.as_bytes()[0]) << 16
}
// body: byte_of_a_chosen_word
static WORDS: [&str; 7] = ["echoreply", "1", "open", "2", "echo?", "a:b", "no"];
pub fn body(d: &[u8; 64]) -> u32 {
    let at = i32::from_be_bytes(d[26..30].try_into().unwrap());
    let word = WORDS[at.clamp(0, 6) as usize];
    u32::from(word.as_bytes().get(at as usize).copied().unwrap_or(0))
}
// body: start_of_a_word_that_may_be_empty
pub fn body(d: &[u8; 64]) -> u32 {
    let word = ["", "stop\n"][usize::from(d[0] & 1)];
    word.get(..1).map_or(60, |start| start.len() as u32)
}
// body: trimmed_word
pub fn body(d: &[u8; 64]) -> u32 {
    let word = match d[0] & 1 { 0 => "delta", _ => "close" };
    "delta".trim().len() as u32 * 100 + word.len() as u32
}
// body: wide_power_that_saturates
pub fn body(d: &[u8; 64]) -> u32 {
    let exponent = i32::from_le_bytes([d[15], 1, 1, d[18]]);
    let wide = i128::from_le_bytes(d[5..21].try_into().unwrap());
    let power = i128::from(exponent).wrapping_add(wide).saturating_pow(exponent as u32 & 0x1_0007);
    (power ^ power >> 64) as u32
}
// body: power_that_overflows
pub fn body(d: &[u8; 64]) -> u32 {
    let base = i64::from_le_bytes(d[8..16].try_into().unwrap()) >> 40;
    match base.checked_pow(u32::from(d[3]) & 31) {
        Some(power) => (power ^ power >> 32) as u32,
        None => 9,
    }
}
// body: words_of_a_choice
pub fn body(d: &[u8; 64]) -> u32 {
    let word = match d[0] & 3 { 1 => "close", 2 => "to ", _ => " " };
    "delta".trim().len() as u32 * 100 + word.trim().len() as u32 + (word.split_whitespace().count() as u32) * 1000
}
// body: characters_of_twenty_words
static WORDS: [&str; 20] = [
    "a", "be", "see", "d\u{e9}e", "e", "eff", "gee", "\u{20ac}", "eye", "jay", "kay", "ell", "em", "en", "oh", "pea",
    "cue", "are", "ess", "\u{1f980}",
];
pub fn body(d: &[u8; 64]) -> u32 {
    let word = WORDS[usize::from(d[0]) % 20];
    word.chars().map(u32::from).fold(7, |a: u32, c| a.wrapping_mul(31) ^ c)
}
// body: text_by_a_number_at_most
static TEXTS: [&str; 4] = ["QuX7", "delta", "1", ""];
pub fn body(d: &[u8; 64]) -> u32 {
    let text = TEXTS[usize::from(d[1]).min(3)];
    text.bytes().fold(text.len() as u32, |hash, byte| hash.wrapping_mul(31) ^ u32::from(byte))
}
// body: text_by_a_difference
const TEXTS: [&str; 8] = ["end\n", "gam ma", "x", "delta", "", "end\n", "", "gam ma"];
pub fn body(d: &[u8; 64]) -> u32 {
    let text = TEXTS[(i32::from(d[3] % 3) - i32::from(d[9] % 6) + 5) as usize];
    text.bytes().fold(text.len() as u32, |hash, byte| hash.wrapping_mul(31) ^ u32::from(byte))
}
// body: words_of_a_chosen_text
pub fn body(d: &[u8; 64]) -> u32 {
    let text = match d[20] % (d[47] | 1) | 1 { 1 => "end\n", _ => "QuX7" };
    let words = text.split_whitespace().count() as u32;
    let even = d[21..28].iter().map(|&byte| u32::from(byte)).filter(|byte| byte & 4 == 0);
    words.rotate_left(5) ^ even.zip(1u32..).map(|(a, b)| a ^ b).filter(|x| x & 1 != 0).last().unwrap_or(5)
}
