// SPDX-License-Identifier: MIT OR Apache-2.0
// Tables of strings and of functions, with indices that start below them; at v4, too, where LLVM makes relative ones.

// body: strings_around_zero
static WORDS: [&str; 7] = ["z", "yy", "xxx", "wwww", "vvvvv", "uuuuuu", "ttttttt"];
pub fn body(d: &[u8; 64]) -> u32 {
    let word = WORDS[(i32::from(d[0] & 3) - i32::from(d[1] & 3) + 3) as usize];
    word.len() as u32 * 1000 + u32::from(word.as_bytes()[0])
}
// body: strings_of_a_range
static WORDS: [&str; 5] = ["one", "three", "five", "seven", "nine!"];
pub fn body(d: &[u8; 64]) -> u32 {
    match d[2] & 31 {
        n @ 11..=15 => {
            let word = WORDS[usize::from(n - 11)];
            word.len() as u32 * 1000 + u32::from(word.as_bytes()[1])
        }
        n => u32::from(n),
    }
}
// body: functions_around_zero
#[inline(never)] fn double(x: u32) -> u32 { x * 2 }
#[inline(never)] fn flip(x: u32) -> u32 { x ^ 0x5555 }
#[inline(never)] fn more(x: u32) -> u32 { x + 4096 }
static OPERATIONS: [fn(u32) -> u32; 5] = [flip, double, more, double, flip];
pub fn body(d: &[u8; 64]) -> u32 {
    OPERATIONS[(i32::from(d[0] % 3) - i32::from(d[1] % 3) + 2) as usize](u32::from(d[3]))
}
// body: strings_by_order
pub fn body(d: &[u8; 64]) -> u32 {
    let word = match d[4].cmp(&17) {
        core::cmp::Ordering::Less => "below",
        core::cmp::Ordering::Equal => "at",
        core::cmp::Ordering::Greater => "far above",
    };
    word.len() as u32 * 1000 + u32::from(word.as_bytes()[1])
}
// body: prefix_of_a_choice
pub fn body(d: &[u8; 64]) -> u32 {
    let word = match d[6] & 3 { 0 => "tcp/80", 1 => "udp", 2 => "icmp echo", _ => "t" };
    u32::from(word.starts_with('t')) + 2 * u32::from(word.ends_with("80"))
}
// body: byte_of_a_choice
pub fn body(d: &[u8; 64]) -> u32 {
    let word = match d[6] & 3 { 0 => "tcp/80", 1 => "udp+", 2 => "icmp echo", _ => "4096" };
    u32::from(word.as_bytes()[usize::from(d[7]) & 3])
}
// body: numbers_beside_strings
struct Row { number: u32, word: &'static str }
static ROWS: [Row; 4] = [Row { number: 10, word: "ten" }, Row { number: 200, word: "hundreds" }, Row { number: 3, word: "" }, Row { number: 47, word: "prime" }];
pub fn body(d: &[u8; 64]) -> u32 {
    let row = &ROWS[usize::from(d[6] & 3)];
    row.number * 100 + row.word.len() as u32
}
// body: one_of_two_slices_at_a_difference
const ROWS: [&[u8]; 2] = [&[1, 2, 0], &[7, 64, 9]];
pub fn body(d: &[u8; 64]) -> u32 {
    let row = ROWS[d[5] as usize % 2];
    row.get((1i16 - (d[17] % 2) as i16 + 1) as usize).copied().unwrap_or(8) as u32
        ^ row.iter().fold(3u32, |a, &x| a.wrapping_mul(5) ^ x as u32)
}
// body: one_of_two_slices_of_words_at_a_difference
static ROWS: [&[u16]; 2] = [&[1, 2, 900], &[7, 64, 9]];
pub fn body(d: &[u8; 64]) -> u32 {
    let row = ROWS[(d[5] & 2) as usize / 2];
    row.get(((d[17] % 2) as i32 - (d[18] % 4) as i32 + 3) as usize).copied().unwrap_or(8) as u32
}
// body: string_by_the_order_of_two_numbers
const WORDS: [&str; 5] = ["ab", "\u{e9}t\u{e9}", "delta", "ab", "17"];
pub fn body(d: &[u8; 64]) -> u32 {
    let number = u16::from_le_bytes([d[3], d[4]]) & 0xfff;
    let word = WORDS[((number + 4).cmp(&u16::from(d[9])) as i8 + 1) as usize];
    word.len() as u32 ^ word.bytes().fold(7u64, |a, b| a.wrapping_mul(31) ^ u64::from(b)) as u32
}
