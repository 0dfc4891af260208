// SPDX-License-Identifier: MIT OR Apache-2.0
// Indices that may be negative before a constant is added: LLVM takes the constant into the address.

// body: order_as_index
static NAMES: [u32; 3] = [0x6c, 0x65, 0x67];
pub fn body(d: &[u8; 64]) -> u32 {
    NAMES[(d[7].cmp(&100) as i8 + 1) as usize]
}
// body: order_as_match
pub fn body(d: &[u8; 64]) -> u32 {
    match d[7].cmp(&100) {
        core::cmp::Ordering::Less => 3,
        core::cmp::Ordering::Equal => 58,
        core::cmp::Ordering::Greater => 60,
    }
}
// body: order_into_static
static mut COUNTS: [u32; 4] = [8, 0, 4, 2];
pub fn body(d: &[u8; 64]) -> u32 {
    let at = match d[7].cmp(&100) {
        core::cmp::Ordering::Less => 2,
        core::cmp::Ordering::Equal => 3,
        core::cmp::Ordering::Greater => 0,
    };
    unsafe { COUNTS[at] }
}
// body: from_signed_byte
static mut WIDE: [u32; 260] = [9; 260];
pub fn body(d: &[u8; 64]) -> u32 {
    unsafe {
        WIDE[0] = 11;
        WIDE[131] = 12;
        WIDE[(i64::from(d[7] as i8) + 128) as usize]
    }
}
// body: difference_in_table
static SQUARES: [u16; 15] = [49, 36, 25, 16, 9, 4, 1, 0, 1, 4, 9, 16, 25, 36, 50];
pub fn body(d: &[u8; 64]) -> u32 {
    let difference = i32::from(d[0] & 7) - i32::from(d[1] & 7);
    u32::from(SQUARES[(difference + 7) as usize])
}
// body: difference_on_stack
pub fn body(d: &[u8; 64]) -> u32 {
    let mut places = [0u32; 15];
    for (at, place) in places.iter_mut().enumerate() {
        *place = u32::from(d[at * 2]) << 3;
    }
    places[(i32::from(d[0] & 7) - i32::from(d[1] & 7) + 7) as usize]
}
// body: shifted_signed_byte
static STEPS: [u32; 16] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
pub fn body(d: &[u8; 64]) -> u32 {
    let at = (i32::from(d[7] as i8 >> 4) + 8) as usize;
    if at < STEPS.len() { STEPS[at] } else { 0 }
}
// body: range_less_its_start
static STEPS: [u32; 16] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
pub fn body(d: &[u8; 64]) -> u32 {
    let x = usize::from(d[7] & 63);
    if (20..36).contains(&x) { STEPS[x - 20] } else { 1 }
}
// body: start_taken_off_unchecked
static STEPS: [u32; 16] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
pub fn body(d: &[u8; 64]) -> u32 {
    STEPS[usize::from(d[7] & 31) - 9]
}
// body: letter_as_index
static ROTATED: &[u8; 26] = b"nopqrstuvwxyzabcdefghijklm";
pub fn body(d: &[u8; 64]) -> u32 {
    match d[7] {
        letter @ b'a'..=b'z' => u32::from(ROTATED[usize::from(letter - b'a')]),
        letter @ b'A'..=b'Z' => u32::from(ROTATED[usize::from(letter - b'A')]) - 32,
        other => u32::from(other),
    }
}
// body: both_halves
static HALVES: [u8; 16] = *b"0123456789abcdef";
pub fn body(d: &[u8; 64]) -> u32 {
    u32::from(HALVES[7 - usize::from(d[3] & 7)]) << 8 | u32::from(HALVES[8 + usize::from(d[4] & 7)])
}
// body: histogram_around_zero
pub fn body(d: &[u8; 64]) -> u32 {
    let mut bins = [0u8; 32];
    for &byte in &d[..8] {
        bins[(i32::from(byte as i8) / 8 + 16) as usize] += 1;
    }
    bins.iter().fold(1, |hash: u32, &bin| hash.wrapping_mul(33) ^ u32::from(bin))
}
// body: written_around_zero
static mut SEEN: [[u16; 3]; 9] = [[5; 3]; 9];
pub fn body(d: &[u8; 64]) -> u32 {
    let at = (i32::from(d[5] % 9) - i32::from(d[6] % 3)) as usize;
    unsafe {
        SEEN = [[5; 3]; 9];
        SEEN[at][usize::from(d[8] % 3)] = 1000;
        u32::from(SEEN[at][1]) + u32::from(SEEN[0][0])
    }
}
