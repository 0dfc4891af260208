// SPDX-License-Identifier: MIT OR Apache-2.0
// Loops whose numbers of rounds are small, though the verifier does not see that.

// body: up_to_a_rest
pub fn body(d: &[u8; 64]) -> u32 {
    let mut h = 1u32;
    for i in 0..(3 + d[4] % 5 - d[9] % 4) { h = h.wrapping_mul(31) ^ u32::from(d[i as usize]); }
    h
}
// body: rest_in_steps
pub fn body(d: &[u8; 64]) -> u32 {
    let (x, mut h) = (d[37], 7u32);
    for i in (0..(6 + (x % 2) as isize - (x % 7) as isize) as usize).step_by(2) {
        for j in i..5 { h = h.wrapping_add(j as u32 ^ u32::from(d[j])); }
        h ^= u32::from_be_bytes(d[46..50].try_into().unwrap());
    }
    h
}
// body: from_a_constant_to_a_rest
pub fn body(d: &[u8; 64]) -> u32 {
    let n = u32::from_le_bytes(d[22..26].try_into().unwrap());
    let mut h = 5u64;
    for i in 7..(12 - n % 13).max(7) { h = h.wrapping_mul(3) + u64::from(d[i as usize]); }
    h as u32
}
// body: down_from_shifted_bits
pub fn body(d: &[u8; 64]) -> u32 {
    let (mut x, mut h) = (u64::from_be_bytes(d[52..60].try_into().unwrap()), 1u32);
    let mut n = x >> 32 & 3;
    while n > 0 {
        x = x.wrapping_mul(3) + (n & 1);
        h = h.rotate_left(5) ^ x as u32;
        n -= 1;
    }
    h
}
// body: up_to_flipped_bits
pub fn body(d: &[u8; 64]) -> u32 {
    let n = u64::from_be_bytes(d[52..60].try_into().unwrap());
    let mut h = n as u32;
    for i in 0..(n & 3 ^ 3) { h = h.wrapping_mul(31) ^ (i as u32).wrapping_sub(h >> 7); }
    h
}
// body: until_all_bits_are_gone
pub fn body(d: &[u8; 64]) -> u32 {
    let (mut bits, mut h) = (u32::from_be_bytes(d[8..12].try_into().unwrap()) & 0xfff, 0u32);
    while bits != 0 {
        h = h.wrapping_mul(31).wrapping_add(bits.trailing_zeros());
        bits &= bits - 1;
    }
    h
}
// body: difference_of_two_rests
pub fn body(d: &[u8; 64]) -> u32 {
    let n = u64::from_le_bytes(d[6..14].try_into().unwrap());
    let mut h = n as u32 | 0x8000_0000;
    for i in (0..(2 + (n as u8 % 6) - (d[14] % 3)) as usize).rev() {
        h = h.wrapping_shl(i as u32).rotate_left(3) ^ u32::from(d[i]);
    }
    h
}
// body: the_same_power_twice
#[inline(never)]
fn power(x: u8, n: u64) -> u32 { u32::from(x.checked_pow(n as u32 & 15).unwrap_or(9)) }
pub fn body(d: &[u8; 64]) -> u32 {
    let n = u64::from_le_bytes(d[14..22].try_into().unwrap());
    let mut h = power(d[52], n);
    if n == n { h = h.rotate_left(5) ^ power(d[52], n); }
    h
}
// body: up_to_what_another_counts_down
pub fn body(d: &[u8; 64]) -> u32 {
    let (limit, by) = (u32::from_le_bytes(d[27..31].try_into().unwrap()), i32::from_ne_bytes(d[44..48].try_into().unwrap()));
    let mut v = d[4].leading_ones() as i32;
    for i in (0..u16::from_le_bytes([d[51], d[52]]) as usize % 8).rev() {
        for j in 0..=i {
            if limit > i as u32 { continue; }
            v = v.wrapping_add((i as i32).checked_rem(v).unwrap_or(by)).wrapping_sub(j as i32);
        }
        v ^= match v.overflowing_add(v) { (q, true) => q ^ 5, (q, false) => q };
    }
    v as u32
}
// body: logarithms_to_odd_bases
pub fn body(d: &[u8; 64]) -> u32 {
    let n = u64::from(d[17]) + u64::from(d[22]);
    let wide = u64::from_le_bytes(d[24..32].try_into().unwrap());
    let half = u32::from_be_bytes(d[40..44].try_into().unwrap()) >> (d[1] & 31);
    n.checked_ilog(3).unwrap_or(77) ^ wide.checked_ilog(7).unwrap_or(9) << 8 ^ half.checked_ilog(5).unwrap_or(3) << 16
}
// body: every_second_of_an_iterator_that_skips
struct Steps(u32, u32);
impl Iterator for Steps {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        if self.1 == 0 { return None; }
        self.1 -= 1;
        self.0 = self.0.wrapping_mul(1103515245).wrapping_add(35);
        Some(self.0 >> 2)
    }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let steps = Steps(u32::from(d[58]) / (u32::from(d[54]) | 1), u32::from_be_bytes([d[55], d[56], d[57], d[58]]) & 7);
    let hash = steps.skip(1).step_by(2).last().unwrap_or(4);
    Steps(hash, u32::from(d[3]) & 15).step_by(3).fold(hash, |hash, x| hash.rotate_left(3) ^ x)
}
// body: digits_but_some
fn digits(mut n: u32, left: u32) -> u64 {
    let mut sum = 0u64;
    loop {
        let digit = n % 10;
        n /= 10;
        if digit == left && n > 0 { continue; }
        sum = sum.wrapping_mul(11).wrapping_add(u64::from(digit));
        if n == 0 { break sum; }
    }
}
fn digits_of_64(mut n: u64) -> u64 {
    let mut sum = 0u64;
    while n > 6 {
        sum = sum.rotate_left(5) + n % 7;
        n /= 7;
    }
    sum
}
pub fn body(d: &[u8; 64]) -> u32 {
    let number = u16::from_le_bytes([d[50], d[51]]);
    let wide = u64::from_le_bytes(d[20..28].try_into().unwrap());
    (digits(u32::from(number), 3) ^ digits_of_64(wide)) as u32
}
// body: checked_power_of_an_inverted_exponent
pub fn body(d: &[u8; 64]) -> u32 {
    let base = (d[8] as i64).rotate_right(15);
    base.checked_pow(!(d[9] as u32) & 7).unwrap_or(9) as u32
}
// body: checked_power_of_an_exponent_less_one
#[inline(never)] fn power(base: u64, less: u16) -> u64 { base.checked_pow((less as u32).wrapping_sub(7) & 3).unwrap_or(9) }
pub fn body(d: &[u8; 64]) -> u32 {
    power(u32::from_le_bytes(d[3..7].try_into().unwrap()) as u64 >> 3, (d[9] as i16).checked_mul(d[14] as i16).unwrap_or(3) as u16) as u32
}
// body: checked_power_of_a_byte_of_a_word
pub fn body(d: &[u8; 64]) -> u32 {
    let word = u32::from_le_bytes(d[20..24].try_into().unwrap());
    (word as u64 & 0xff7).checked_pow(word >> 24 & 7).unwrap_or(9) as u32 ^ word
}
