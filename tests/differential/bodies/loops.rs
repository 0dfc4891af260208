// SPDX-License-Identifier: MIT OR Apache-2.0
// Loops that end by equality, nested loops that begin at variable places, and powers.

// body: power_by_repeated_squares
pub fn body(d: &[u8; 64]) -> u32 {
    let mut x = u64::from(d[50]);
    for i in 0..(x as usize & 3) {
        for _ in i..12 { x = x.wrapping_mul(x) ^ 1; }
    }
    x as u32
}
// body: power_beside_a_static
static mut TOTAL: u32 = 40;
pub fn body(d: &[u8; 64]) -> u32 {
    let mut x = u32::from_be_bytes(d[50..54].try_into().unwrap());
    if x < 21 { unsafe { TOTAL = TOTAL.wrapping_add(x); } }
    for i in 0..(x as usize & 3) {
        for _ in i..12 { x = x.wrapping_mul(x) ^ 1; }
    }
    x
}
// body: wrapping_power
pub fn body(d: &[u8; 64]) -> u32 {
    u32::from(d[1]).wrapping_pow(u32::from_le_bytes(d[8..12].try_into().unwrap()) & 3)
}
// body: wrapping_power_of_zero
pub fn body(d: &[u8; 64]) -> u32 {
    let zero: u32 = 0;
    zero.wrapping_pow(i64::from_le_bytes(d[8..16].try_into().unwrap()) as u32 & 3)
}
// body: power_of_a_sum
pub fn body(d: &[u8; 64]) -> u32 {
    (u32::from(d[1]) + 9).wrapping_pow(u32::from(d[2] & 7))
}
// body: until_no_bit_is_left
pub fn body(d: &[u8; 64]) -> u32 {
    let (mut bits, mut sum) = (d[30] & 15, 0u32);
    while bits != 0 {
        sum += 1 + u32::from(d[sum as usize & 15]);
        bits >>= 1;
    }
    sum
}
// body: lowest_bits_taken_off
// not as bpf-linker
pub fn body(d: &[u8; 64]) -> u32 {
    let (mut bits, mut sum) = (u32::from(d[30] & 31), 0u32);
    while bits != 0 {
        bits &= bits - 1;
        sum += u32::from(d[sum as usize & 63] & 3) | 4;
    }
    sum
}
// body: taken_while_and_filtered
pub fn body(d: &[u8; 64]) -> u32 {
    let some: [u8; 6] = d[12..18].try_into().unwrap();
    some.iter().copied().take_while(|x| x & 64 == 0).filter(|&x| x > 5).fold(2, |hash: u32, x| hash.wrapping_mul(5) ^ u32::from(x))
}
// body: rest_of_an_iterator
pub fn body(d: &[u8; 64]) -> u32 {
    let mut bytes = d[9..40].iter().take(6);
    let mut hash = 3u64;
    while let Some(&byte) = bytes.next() {
        if byte > 250 { break; }
        hash = hash.wrapping_mul(33) ^ u64::from(byte);
    }
    hash as u32 ^ (bytes.len() as u32) << 7
}
// body: powers_in_a_walk_that_may_end_early
pub fn body(d: &[u8; 64]) -> u32 {
    let base = u32::from_ne_bytes([d[22], d[23], d[24], d[25]]);
    let mut sum = base.saturating_pow(2);
    let rounds = ((base & 8388607).wrapping_sub(u32::from(d[12]) & 1) & 7) as usize;
    for _ in (0..rounds).step_by(2) {
        if (sum as usize) < usize::from(d[8]) { break; }
        sum = sum.wrapping_add(base.saturating_pow(sum & 3));
        if (base as i32) < i32::from(d[12] as i8) { break; }
    }
    sum
}
// body: every_second_of_a_number_that_may_be_small
pub fn body(d: &[u8; 64]) -> u32 {
    let factor = u64::from_le_bytes([d[10], d[11], d[12], d[13], d[14], d[15], d[16], d[17]]).wrapping_add(1);
    let (product, over) = u64::from_le_bytes([d[28], d[29], d[30], d[31], d[32], d[33], d[34], d[35]]).overflowing_mul(factor);
    let mut sum = factor as i64;
    for i in (0..(if over { product ^ 5 } else { product }) & 7).step_by(2) {
        if i as i16 == i16::from_be_bytes([1, d[15]]) { break; }
        sum ^= sum.checked_add(sum).map_or(1, |q| q ^ 1);
    }
    (sum as u32) ^ (sum >> 32) as u32
}
