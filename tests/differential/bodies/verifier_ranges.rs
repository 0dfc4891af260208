// SPDX-License-Identifier: MIT OR Apache-2.0
// Indices whose limits the verifier loses: in shifts that code generation joins, in upper halves, in a second register.

// body: scaled_by_multiplication
pub fn body(d: &[u8; 64]) -> u32 {
    let wide = u32::from_ne_bytes(d[44..48].try_into().unwrap());
    let mut values = [3, 5, 1, wide, wide, 7, wide, 1, wide, 2u32];
    values[usize::from(wide as u8) * 10 >> 8] |= 64;
    values.iter().fold(1, |hash: u32, x| hash.wrapping_mul(31) ^ x)
}
// body: scaled_written
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot { Empty, Full(i64, u8) }
pub fn body(d: &[u8; 64]) -> u32 {
    let mut slots = [Slot::Empty; 3];
    slots[usize::from(d[0]) * 3 >> 8] = Slot::Full(i64::from(d[1]), d[2]);
    slots.iter().fold(1, |hash: u32, slot| hash.wrapping_mul(31) ^ match slot {
        Slot::Full(x, y) => *x as u32 + u32::from(*y),
        Slot::Empty => 9,
    })
}
// body: shifted_by_a_register
pub fn body(d: &[u8; 64]) -> u32 {
    let x = u32::from_ne_bytes(d[50..54].try_into().unwrap());
    let cell = core::cell::RefCell::new([x, 4, 1, x ^ 2]);
    let at = x.checked_shr(x & 1).unwrap_or(1) as usize;
    let found = cell.borrow()[at.min(3)];
    found
}
// body: quotient_at_most
pub fn body(d: &[u8; 64]) -> u32 {
    let (x, y) = (u32::from_ne_bytes(d[50..54].try_into().unwrap()), u32::from(d[7] | 1));
    let values = [x, y, 1, x ^ y, 5];
    values[((x / y).min(4)) as usize] ^ values[(if x % y < 3 { x % y } else { 3 }) as usize]
}
// body: byte_signed_and_limited
pub fn body(d: &[u8; 64]) -> u32 {
    let signed = d[1] as i8;
    let bytes = (i32::from(signed) as u32).to_ne_bytes();
    u32::from(bytes[usize::from(signed as u8).min(3)]) * (1u32 >> (signed.wrapping_add(1) & 31))
}
// body: clamped_from_zero
pub fn body(d: &[u8; 64]) -> u32 {
    let signed = i32::from_le_bytes(d[8..12].try_into().unwrap());
    let bytes = u64::from_le_bytes(d[20..28].try_into().unwrap()).to_be_bytes();
    u32::from(bytes[signed.clamp(0, 7) as usize]) ^ signed as u32
}
// body: scaled_up_behind_a_shift
pub fn body(d: &[u8; 64]) -> u32 {
    let mut values: [u64; 10] = core::array::from_fn(|i| u64::from(d[5]) | i as u64);
    values[usize::from(d[61] % 10)] = u64::from(d[6]);
    let found = |at: usize| values.get(at).copied().unwrap_or(3) as u32;
    found(usize::from(d[60]) >> 1) ^ found(usize::from(d[62]) >> 2)
}
// body: least_of_a_number_used_with_its_sign
pub fn body(d: &[u8; 64]) -> u32 {
    let v = i32::from_ne_bytes(d[4..8].try_into().unwrap());
    let mut rows = [[d[1]; 3]; 2];
    rows[(d[2] & 1) as usize][(d[3] % 3) as usize] = 77;
    let found = rows[((v as u8) >> 7) as usize][(v as u32 as usize).min(2)];
    u32::from(found) + ((i64::from(v) * 3) >> 7) as u32 + (v as i64 / 1000) as u32
}
// body: least_of_the_lower_half
pub fn body(d: &[u8; 64]) -> u32 {
    let v = u64::from_ne_bytes(d[4..12].try_into().unwrap());
    let mut rows = [[d[1]; 3]; 2];
    rows[(d[2] & 1) as usize][(d[3] % 3) as usize] = 77;
    let found = rows[((v as u8) >> 7) as usize][(v as u32).min(2) as usize];
    u32::from(found) + (v >> 7) as u32 + (v / 1000) as u32
}
// body: top_byte_stored_then_index
pub fn body(d: &[u8; 64]) -> u32 {
    let word = u64::from_le_bytes(d[8..16].try_into().unwrap());
    let top = (word >> 56) as u8;
    let mut a = [word, top as u64, d[63] as u64, 4, 5, word ^ 3, d[2] as u64, u64::from_le_bytes(d[1..9].try_into().unwrap())];
    a[d[4] as usize % 8] = 17;
    a[d[5] as usize % 8] ^= 163121227;
    a[d[6].count_ones() as usize & 7] += top as u64;
    let rest = 65 % (top | 1);
    (a[top as usize] ^ word ^ rest as u64) as u32
}
// body: escaped_difference
pub fn body(d: &[u8; 64]) -> u32 {
    d[0].saturating_sub(15).escape_ascii().count() as u32
}
// body: table_at_a_saturated_difference
static SQUARES: [u16; 256] = { let mut t = [0; 256]; let mut i = 0; while i < 256 { t[i] = (i * i) as u16; i += 1; } t };
pub fn body(d: &[u8; 64]) -> u32 {
    SQUARES[d[7].saturating_sub(d[9]) as usize] as u32
}
// body: rest_of_bytes_scaled
pub fn body(d: &[u8; 64]) -> u32 {
    let rest = usize::from(d[17]).checked_rem(usize::from(d[58])).map_or(1, |rest| rest ^ 1);
    let word = match d[3] & 7 { 0 => rest as i32, 1 => i32::from(d[6]), _ => 0x1020304 };
    let other = match d[40] & 7 { 0 => rest as u32, _ => u32::from(d[34]) };
    u32::from(word.to_ne_bytes()[usize::from(rest as u8) * 4 >> 8]) ^ other << 8
}
