// SPDX-License-Identifier: MIT OR Apache-2.0
// Algorithms of which the verifier walks each round for each way through the rounds before it.
// body: base64_encode
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
pub fn body(d: &[u8; 64]) -> u32 {
    let mut out = [b'='; 32]; let len = d[63] as usize % 25;
    for (src, dst) in d[..len].chunks(3).zip(out.chunks_mut(4)) {
        let w = src.iter().enumerate().fold(0u32, |w, (i, &b)| w | (b as u32) << (16 - 8 * i));
        for i in 0..=src.len() { dst[i] = ALPHABET[(w >> (18 - 6 * i) & 63) as usize]; }
    }
    out.iter().fold(7, |h: u32, &b| h.wrapping_mul(33) ^ b as u32)
}
// body: varint
fn varint(b: &[u8]) -> Option<(u64, &[u8])> {
    let mut v = 0u64;
    for (i, &c) in b.iter().enumerate().take(10) { v |= ((c & 0x7f) as u64) << (7 * i); if c & 0x80 == 0 { return Some((v, &b[i + 1..])); } }
    None
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut rest = &d[..32]; let mut h = 0u64; let mut n = 0;
    while let Some((v, r)) = varint(rest) { h = h.rotate_left(5) ^ v; n += 1; rest = r; if n == 6 { break; } }
    (h ^ h >> 32) as u32 ^ (n << 28)
}
// body: asn1
fn tlv(b: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, b) = b.split_first()?; let (&l, b) = b.split_first()?;
    let (len, b) = if l < 0x80 { (l as usize & 0x1f, b) } else { let (&h, b) = b.split_first()?; (h as usize, b) };
    if len > b.len() { return None; }
    let (v, rest) = b.split_at(len); Some((tag, v, rest))
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut rest = &d[..48]; let mut sum = 0u32;
    for _ in 0..5 {
        match tlv(rest) {
            Some((0x02, v, r)) => { sum = sum.wrapping_add(v.iter().fold(0u32, |a, &b| a << 8 | b as u32)); rest = r; }
            Some((t, v, r)) => { sum ^= (t as u32) << 8 | v.len() as u32; rest = r; }
            None => return sum | 1 << 31,
        }
    }
    sum
}
// body: cobs
pub fn body(d: &[u8; 64]) -> u32 {
    let mut out = [0u8; 40]; let (mut o, mut code_at, mut code) = (1usize, 0usize, 1u8);
    for &b in d[..32].iter() {
        let b = b & 7;
        if b == 0 { out[code_at] = code; code_at = o; o += 1; code = 1; } else { out[o] = b; o += 1; code += 1; }
    }
    out[code_at] = code;
    out[..o].iter().fold(o as u32, |h, &b| h.wrapping_mul(131).wrapping_add(b as u32))
}
// body: run_length
pub fn body(d: &[u8; 64]) -> u32 {
    let mut out = [(0u8, 0u8); 16]; let mut n = 0usize;
    for &b in &d[..24] { let b = b & 3; if n > 0 && out[n - 1].0 == b { out[n - 1].1 += 1; } else if n < 16 { out[n] = (b, 1); n += 1; } }
    out[..n].iter().fold(0u32, |h, &(b, c)| h.wrapping_mul(17).wrapping_add((b as u32) << 4 | c as u32))
}
// body: levenshtein
pub fn body(d: &[u8; 64]) -> u32 {
    let (a, b) = (&d[..6], &d[8..14]); let mut row = [0u8; 7];
    for (i, r) in row.iter_mut().enumerate() { *r = i as u8; }
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = row[0]; row[0] = i as u8 + 1;
        for (j, &y) in b.iter().enumerate() {
            let cost = if x & 3 == y & 3 { diagonal } else { 1 + diagonal.min(row[j]).min(row[j + 1]) };
            diagonal = row[j + 1]; row[j + 1] = cost;
        }
    }
    row[6] as u32
}
// body: crc16
pub fn body(d: &[u8; 64]) -> u32 {
    let n = 8 + (d[0] as usize & 31);
    d[1..n].iter().fold(0xffffu16, |mut c, &b| { c ^= (b as u16) << 8; for _ in 0..8 { c = if c & 0x8000 != 0 { c << 1 ^ 0x1021 } else { c << 1 }; } c }) as u32
}
// body: square_root
fn root(n: u64) -> u64 { let mut r = 0u64; let mut bit = 1u64 << 62; let mut n = n; while bit > n { bit >>= 2; } while bit != 0 { if n >= r + bit { n -= r + bit; r = (r >> 1) + bit; } else { r >>= 1; } bit >>= 2; } r }
pub fn body(d: &[u8; 64]) -> u32 { root(u64::from_le_bytes(d[..8].try_into().unwrap()) | 1) as u32 }
// body: two_pointers
pub fn body(d: &[u8; 64]) -> u32 {
    let mut v = [0u16; 8]; for (i, x) in v.iter_mut().enumerate() { *x = i as u16 * 40 + d[i] as u16 % 40; }
    let target = u16::from_le_bytes([d[60], d[61]]) % 700; let (mut i, mut j) = (0, v.len() - 1); let mut best = u16::MAX;
    while i < j { let s = v[i] + v[j]; best = best.min(s.abs_diff(target)); if s < target { i += 1 } else { j -= 1 } }
    best as u32
}
