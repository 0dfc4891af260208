// SPDX-License-Identifier: MIT OR Apache-2.0
// What programs do every day: greatest divisors, histograms, searches in a copy of a packet, sorting, parsing.

// body: histogram_log2
pub fn body(d: &[u8; 64]) -> u32 {
    let mut h = [0u32; 33];
    for c in d.chunks_exact(4) { let v = u32::from_le_bytes([c[0], c[1], c[2], c[3]]) >> (c[0] & 31); h[v.checked_ilog2().map_or(0, |l| l as usize + 1)] += 1; }
    h.iter().enumerate().max_by_key(|&(_, n)| n).map_or(0, |(i, n)| (i as u32) << 8 | n)
}
// body: http_method
pub fn body(d: &[u8; 64]) -> u32 {
    let mut t = *d;
    match d[63] & 3 { 0 => t[..4].copy_from_slice(b"GET "), 1 => t[..5].copy_from_slice(b"POST "), 2 => t[..7].copy_from_slice(b"DELETE "), _ => {} }
    let m = match &t { [b'G', b'E', b'T', b' ', ..] => 1, t if t.starts_with(b"POST ") => 2, t if t.starts_with(b"DELETE ") => 3, _ => 0 };
    let path = t.split(|&c| c == b' ').nth(1).map_or(0, |p| p.len() as u32);
    m << 8 | path
}
// body: hex_decode
fn nib(c: u8) -> Option<u8> { match c { b'0'..=b'9' => Some(c - b'0'), b'a'..=b'f' => Some(c - b'a' + 10), b'A'..=b'F' => Some(c - b'A' + 10), _ => None } }
pub fn body(d: &[u8; 64]) -> u32 {
    let mut n = 0u32; let mut bad = 0;
    for p in d[..8].chunks(2) {
        match (nib(p[0] & 0x7f), nib(p[1] & 0x7f)) { (Some(a), Some(b)) => n = n << 8 | (a << 4 | b) as u32, _ => bad += 1 }
    }
    n ^ bad << 28
}
// body: dns_name
pub fn body(d: &[u8; 64]) -> u32 {
    let mut p = 0usize; let mut labels = 0u32; let mut h = 5381u32;
    for _ in 0..8 {
        let Some(&l) = d.get(p) else { return 1 };
        let l = (l & 15) as usize;
        if l == 0 { break; }
        let Some(label) = d.get(p + 1..p + 1 + l) else { return 2 };
        for &c in label { h = h.wrapping_mul(33) ^ c.to_ascii_lowercase() as u32; }
        labels += 1; p += 1 + l;
    }
    h ^ labels << 24
}
// body: insertion_sort
pub fn body(d: &[u8; 64]) -> u32 {
    let mut v: [u8; 6] = d[0..6].try_into().unwrap();
    for i in 1..v.len() { let mut j = i; while j > 0 && v[j - 1] > v[j] { v.swap(j - 1, j); j -= 1; } }
    v.iter().fold(0u32, |h, &x| h.wrapping_mul(31).wrapping_add(x as u32))
}
// body: greatest_divisors
fn gcd(mut a: u32, mut b: u32) -> u32 {
    while b != 0 { (a, b) = (b, a % b); }
    a
}
fn wide_gcd(mut a: u64, mut b: u64) -> u64 {
    loop {
        if b == 0 { return a; }
        let rest = a % b;
        a = b;
        b = rest;
    }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let wide = |at: usize| u64::from_le_bytes(d[at..at + 8].try_into().unwrap());
    let common = wide_gcd(wide(0), wide(8) >> (d[63] & 63));
    let small = gcd(u32::from(d[16]) * 6, u32::from_le_bytes([d[20], d[21], d[22], d[23]]));
    (common ^ common >> 32) as u32 ^ small << 3
}
// body: recursion_at_the_end
fn gcd(a: u64, b: u64) -> u64 { if b == 0 { a } else { gcd(b, a % b) } }
fn sum(b: &[u8], more: u32) -> u32 {
    match b { [] => more, [first, rest @ ..] => sum(rest, more.wrapping_mul(3) ^ u32::from(*first)) }
}
fn factorial(n: u32) -> u32 { if n == 0 { 1 } else { n.wrapping_mul(factorial(n - 1)) } }
pub fn body(d: &[u8; 64]) -> u32 {
    let wide = |at: usize| u64::from_le_bytes(d[at..at + 8].try_into().unwrap());
    gcd(wide(0), wide(8)) as u32 ^ sum(&d[16..24], 1) ^ factorial(u32::from(d[40] & 15))
}
