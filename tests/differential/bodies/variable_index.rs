// SPDX-License-Identifier: MIT OR Apache-2.0
// Indices through more than one variable place, and remainders and minima as indices.

// body: two_indices
static TABLE: [[u16; 7]; 4] = [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11, 12, 13, 14], [21, 20, 19, 18, 17, 16, 15], [0, 50, 100, 150, 200, 250, 300]];
pub fn body(d: &[u8; 64]) -> u32 {
    u32::from(TABLE[usize::from(d[9] & 3)][usize::from(u16::from_be_bytes([d[10], d[11]])) % 7])
}
// body: second_row
static TABLE: [[u16; 7]; 4] = [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11, 12, 13, 14], [21, 20, 19, 18, 17, 16, 15], [0, 50, 100, 150, 200, 250, 300]];
pub fn body(d: &[u8; 64]) -> u32 {
    u32::from(TABLE[2][usize::from(u16::from_be_bytes([d[10], d[11]])) % 7])
}
// body: remainder_in_table
static PRIMES: [u64; 8] = [2, 3, 5, 7, 11, 13, 17, 19];
pub fn body(d: &[u8; 64]) -> u32 {
    PRIMES[u32::from_be_bytes([d[10], d[11], d[12], d[13]]) as usize % 6] as u32
}
// body: remainder_on_stack
pub fn body(d: &[u8; 64]) -> u32 {
    let mut sums = [1u64, u64::from(d[20]), 3, u64::from(d[21]), 5, 6, 7];
    let at = usize::from(u16::from_be_bytes([d[10], d[11]])) % 7;
    sums[at] = sums[at].wrapping_sub(u64::from(d[22]));
    sums.iter().enumerate().fold(0, |sum: u64, (i, x)| sum.wrapping_add(x.wrapping_mul(i as u64 + 1))) as u32
}
// body: counted_by_remainder
pub fn body(d: &[u8; 64]) -> u32 {
    let mut counts = [0u8; 9];
    for i in 0..5 {
        counts[usize::from(u16::from_be_bytes([d[i], d[i + 7]])) % 9] += 1;
    }
    counts.iter().fold(0, |all, &count| all * 6 + u32::from(count))
}
// body: tail_of_array
pub fn body(d: &[u8; 64]) -> u32 {
    let values = [11u32, u32::from(d[1]), u32::from(d[2]), 13];
    match &values[usize::from(d[3]).min(4)..] {
        [first, .., last] => first.wrapping_sub(*last),
        [one] => one + 1000,
        [] => 77,
    }
}
// body: quotient_as_index
static PRIMES: [u32; 16] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
pub fn body(d: &[u8; 64]) -> u32 {
    PRIMES[usize::from(u16::from_be_bytes([d[10], d[11]])) / 4]
}
// body: copied_up_to_a_length
static PATTERN: [u8; 200] = [0xa5; 200];
pub fn body(d: &[u8; 64]) -> u32 {
    let length = (u32::from_be_bytes([d[10], d[11], d[12], d[13]]) as usize).min(200);
    let mut copy = [3u8; 200];
    copy[..length].copy_from_slice(&PATTERN[..length]);
    copy[length..].fill(1);
    copy.iter().fold(9, |hash: u32, &byte| hash.wrapping_mul(131) ^ u32::from(byte))
}
// body: subtracted_at_remainder
pub fn body(d: &[u8; 64]) -> u32 {
    let wide = i64::from_be_bytes(d[33..41].try_into().unwrap());
    let mut values = [-5i64, wide, i64::from(d[6]), wide, 8];
    let chosen = [wide, -3, 7, wide, 2, -1].get(wide as usize % 8).copied().unwrap_or(12);
    let at = usize::from(chosen as u16) % 5;
    values[at] = values[at].wrapping_sub(wide);
    values.iter().fold(1, |hash: i64, x| hash.wrapping_mul(31) ^ x) as u32
}

// body: range_of_two_variables
// A range whose end may be before its start: the difference is poison then, and LLVM computes it first.
pub fn body(d: &[u8; 64]) -> u32 {
    let all: &[u8] = &d[..];
    let start = usize::from_le_bytes(d[17..25].try_into().unwrap()) % 7;
    let end = d[0] as usize % 13 + 1;
    all.get(start..end).map_or(5, |r| r.iter().fold(1u32, |a, &b| a.wrapping_mul(3).wrapping_add(b as u32)))
}

// body: range_with_any_start
pub fn body(d: &[u8; 64]) -> u32 {
    let start = isize::from_ne_bytes(d[55..63].try_into().unwrap()) as usize;
    let end = isize::from_ne_bytes(d[35..43].try_into().unwrap()).clamp(0, 12) as usize;
    d[..].get(start..end).map_or(5, |r| r.iter().fold(1u32, |a, &b| a.wrapping_mul(3).wrapping_add(b as u32)))
}

// body: ranges_tried_in_turn
// Each is cut from the one before, if it can be.
pub fn body(d: &[u8; 64]) -> u32 {
    let mut rest: &[u8] = &d[8..40];
    let mut h = 7u32;
    for i in 0..4 {
        let skip = (d[i] % 16) as usize;
        match rest.get(skip..) {
            Some(tail) => rest = tail,
            None => h = h.wrapping_mul(31).wrapping_add(skip as u32),
        }
        h = h.rotate_left(3) ^ rest.len() as u32 ^ rest.first().map_or(1, |&b| b as u32);
    }
    h
}

// body: ring_of_words
// The place in words is known to be one; the verifier has to see that of the distance, too.
struct Ring<T, const N: usize> { items: [T; N], at: usize }
impl<T: Copy + Default, const N: usize> Ring<T, N> {
    fn push(&mut self, item: T) { self.items[self.at % N] = item; self.at += 1; }
    fn last(&self) -> Option<T> { if self.at == 0 { None } else { Some(self.items[(self.at - 1) % N]) } }
    fn back(&self, n: usize) -> T { self.items[(self.at + N - 1 - n % N) % N] }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let n = usize::from_ne_bytes(d[32..40].try_into().unwrap());
    let mut ring = Ring::<isize, 3> { items: [0; 3], at: 0 };
    for i in 0..4 { if i as u8 <= n as u8 { ring.push(n as isize ^ i); } }
    (ring.last().unwrap_or(1) as u32).wrapping_mul(31) ^ ring.back((n as u64 % 2) as usize) as u32
}
