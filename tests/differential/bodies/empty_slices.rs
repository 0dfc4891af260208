// SPDX-License-Identifier: MIT OR Apache-2.0
// Slices of tables of which some are empty: LLVM asks for the index where Rust asks for the length.

// body: digits_of_a_string
const TEXTS: [&str; 8] = ["", "a=b", "\u{e9}t\u{e9}", "", "delta", "delta", "ab", "end\n"];
pub fn body(d: &[u8; 64]) -> u32 {
    let text = TEXTS[d[0] as usize & 7];
    text.bytes().filter(|b| b.is_ascii_digit() || *b == b'e').count() as u32
}

// body: bytes_by_a_count_of_bits
const TEXTS: [&str; 9] = ["-5", "delta", "delta", "delta", "Zeta-eta", "gam ma", "alpha", "9", ""];
pub fn body(d: &[u8; 64]) -> u32 {
    let number = u32::from_le_bytes([1, 1, 1, d[25]]);
    let text = TEXTS[number.count_ones() as usize];
    text.bytes().fold(1u64, |a, b| a.wrapping_mul(31) ^ b as u64) as u32
}

// body: bytes_by_a_clamped_index
static TEXTS: [&str; 3] = ["Zeta-eta", "", "end\n"];
pub fn body(d: &[u8; 64]) -> u32 {
    let number = u16::from_ne_bytes([d[30], d[31]]) as i64 - u16::from_ne_bytes([d[45], d[46]]) as i64;
    let text = TEXTS[number.clamp(0, 2) as usize];
    text.bytes().filter(|b| b.is_ascii_lowercase()).count() as u32
}

// body: elements_by_an_order
static ROWS: [&[u8]; 4] = [&[5, 4, 3], &[], &[1, 7, 5, 3, 3], &[100]];
pub fn body(d: &[u8; 64]) -> u32 {
    let number = u64::from_be_bytes(d[52..60].try_into().unwrap());
    let row = ROWS[((number as u32).cmp(&(d[55] as u32)) as i8 + 1) as usize];
    row.iter().fold(3u64, |a, &x| a.wrapping_mul(5) ^ x as u64) as u32
}

// body: wide_elements_by_a_difference
static ROWS: [&[u16]; 4] = [&[u16::MAX, 17, 20], &[], &[], &[74]];
pub fn body(d: &[u8; 64]) -> u32 {
    let less = u32::from_ne_bytes(d[7..11].try_into().unwrap()) % 3;
    let row = ROWS[((d[5] % 2) as i16 - less as i16 + 2) as usize];
    row.iter().fold(3u64, |a, &x| a.wrapping_mul(5) ^ x as u64) as u32
}

// body: first_byte_by_a_product
const TEXTS: [&str; 9] = ["end\n", "", "gam ma", "Zeta-eta", "QuX7", "alpha", "9", "9", "9"];
pub fn body(d: &[u8; 64]) -> u32 {
    let mut h = 1u32;
    for k in 0..2u8 {
        let text = TEXTS[(d[0].saturating_mul(d[0]) as usize).min(8)];
        h = h.rotate_left(5) ^ text.starts_with('a') as u32;
        let other = TEXTS[if d[0] == 0 { k as i8 } else { d[0] as i8 }.clamp(0, 8) as usize];
        h = h.rotate_left(5) ^ other.as_bytes().first().map_or(3, |&b| b as u32);
    }
    h
}

// body: one_of_three_traits_without_data
trait Step { fn go(&self, x: u64) -> u64; }
struct Less(i32, u8);
struct Zeros(usize, u64);
struct Turned(u8, u64);
impl Step for Less { fn go(&self, x: u64) -> u64 { if self.0 < 0 { 14 } else { x } } }
impl Step for Zeros { fn go(&self, x: u64) -> u64 { x.leading_zeros() as u64 } }
impl Step for Turned { fn go(&self, x: u64) -> u64 { (x & 1) ^ 245u64.rotate_left(self.0 as u32) } }
pub fn body(d: &[u8; 64]) -> u32 {
    let v = u64::from_ne_bytes(d[29..37].try_into().unwrap());
    let (a, b, c) = (Less(1, v as u8), Zeros(1, 1), Turned(1, 1));
    let all: [&dyn Step; 3] = [&a, &b, &c];
    all[1u64.wrapping_sub(v) as usize % 3].go(v) as u32
}
