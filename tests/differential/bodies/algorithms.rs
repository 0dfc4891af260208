// SPDX-License-Identifier: MIT OR Apache-2.0
// Textbook algorithms, as one writes them in Rust: hashes, encodings, tokens, large numbers, dates, sets, states.

// body: siphash
fn round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]); v[1] = v[1].rotate_left(13) ^ v[0]; v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[3]); v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].wrapping_add(v[3]); v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].wrapping_add(v[1]); v[1] = v[1].rotate_left(17) ^ v[2]; v[2] = v[2].rotate_left(32);
}
pub fn body(d: &[u8; 64]) -> u32 {
    let k0 = u64::from_le_bytes(d[..8].try_into().unwrap()); let k1 = u64::from_le_bytes(d[8..16].try_into().unwrap());
    let mut v = [k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573];
    let n = 16 + (d[63] & 15) as usize;
    let data = &d[16..16 + n];
    let mut chunks = data.chunks_exact(8);
    for c in &mut chunks { let m = u64::from_le_bytes(c.try_into().unwrap()); v[3] ^= m; round(&mut v); round(&mut v); v[0] ^= m; }
    let mut last = (data.len() as u64) << 56;
    for (i, &b) in chunks.remainder().iter().enumerate() { last |= (b as u64) << (8 * i); }
    v[3] ^= last; round(&mut v); round(&mut v); v[0] ^= last; v[2] ^= 0xff;
    for _ in 0..4 { round(&mut v); }
    let h = v[0] ^ v[1] ^ v[2] ^ v[3];
    (h >> 32) as u32 ^ h as u32
}
// body: base64_decode
fn value(c: u8) -> Option<u8> {
    Some(match c { b'A'..=b'Z' => c - b'A', b'a'..=b'z' => c - b'a' + 26, b'0'..=b'9' => c - b'0' + 52, b'+' => 62, b'/' => 63, _ => return None })
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut out = [0u8; 24]; let mut n = 0;
    for q in d[..32].chunks_exact(4) {
        let mut w = 0u32;
        for &c in q { let Some(v) = value(c & 0x7f) else { return n as u32 }; w = w << 6 | v as u32; }
        out[n] = (w >> 16) as u8; out[n + 1] = (w >> 8) as u8; out[n + 2] = w as u8; n += 3;
    }
    out.iter().fold(n as u32, |h, &b| h.wrapping_mul(31) ^ b as u32)
}
// body: sha256_schedule
fn s0(x: u32) -> u32 { x.rotate_right(7) ^ x.rotate_right(18) ^ x >> 3 }
fn s1(x: u32) -> u32 { x.rotate_right(17) ^ x.rotate_right(19) ^ x >> 10 }
pub fn body(d: &[u8; 64]) -> u32 {
    let mut w = [0u32; 40];
    for (w, c) in w.iter_mut().zip(d.chunks_exact(4)) { *w = u32::from_be_bytes(c.try_into().unwrap()); }
    for i in 16..40 { w[i] = s1(w[i - 2]).wrapping_add(w[i - 7]).wrapping_add(s0(w[i - 15])).wrapping_add(w[i - 16]); }
    w[24..].iter().fold(0, |h, &x| h ^ x)
}
// body: chacha_block
fn quarter(s: &mut [u32; 16], a: usize, b: usize, c: usize, e: usize) {
    s[a] = s[a].wrapping_add(s[b]); s[e] = (s[e] ^ s[a]).rotate_left(16);
    s[c] = s[c].wrapping_add(s[e]); s[b] = (s[b] ^ s[c]).rotate_left(12);
    s[a] = s[a].wrapping_add(s[b]); s[e] = (s[e] ^ s[a]).rotate_left(8);
    s[c] = s[c].wrapping_add(s[e]); s[b] = (s[b] ^ s[c]).rotate_left(7);
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut s: [u32; 16] = core::array::from_fn(|i| u32::from_le_bytes(d[4 * i..4 * i + 4].try_into().unwrap())); let start = s;
    for _ in 0..10 {
        for i in 0..4 { quarter(&mut s, i, i + 4, i + 8, i + 12); }
        for i in 0..4 { quarter(&mut s, i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12); }
    }
    s.iter().zip(start).map(|(&a, b)| a.wrapping_add(b)).fold(0, |h, x| h ^ x)
}
// body: big_numbers
fn mul(a: [u32; 4], b: [u32; 4]) -> [u32; 8] {
    let mut out = [0u32; 8];
    for (i, &x) in a.iter().enumerate() {
        let mut carry = 0u64;
        for (j, &y) in b.iter().enumerate() { let t = x as u64 * y as u64 + out[i + j] as u64 + carry; out[i + j] = t as u32; carry = t >> 32; }
        out[i + 4] = carry as u32;
    }
    out
}
pub fn body(d: &[u8; 64]) -> u32 {
    let word = |i: usize| u32::from_le_bytes([d[4 * i], d[4 * i + 1], d[4 * i + 2], d[4 * i + 3]]);
    mul([word(0), word(1), word(2), word(3)], [word(4), word(5), word(6), word(7)]).iter().fold(0, |h: u32, &x| h.rotate_left(3) ^ x)
}
// body: bit_set
#[derive(Clone, Copy, PartialEq)] struct Set([u64; 4]);
impl Set {
    fn insert(&mut self, n: u8) -> bool { let (w, b) = (n as usize / 64, n % 64); let had = self.0[w] >> b & 1; self.0[w] |= 1 << b; had == 0 }
    fn first_missing(&self) -> Option<u32> { self.0.iter().enumerate().find(|(_, w)| **w != u64::MAX).map(|(i, w)| i as u32 * 64 + w.trailing_ones()) }
    fn len(&self) -> u32 { self.0.iter().map(|w| w.count_ones()).sum() }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut s = Set([0; 4]); let fresh = d[..20].iter().filter(|&&b| s.insert(b)).count() as u32;
    s.len() << 16 | fresh << 8 | s.first_missing().unwrap_or(255)
}
// body: json_key
fn find<'a>(t: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let at = t.windows(key.len()).position(|w| w == key)?; let rest = &t[at + key.len()..];
    let end = rest.iter().position(|&c| c == b',' || c == b'}')?; Some(&rest[..end])
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut t = *d; for c in &mut t { *c = *c % 95 + 32; }
    let at = d[63] as usize % 16; t[at..at + 5].copy_from_slice(b"\"id\":"); t[at + 8] = b',';
    find(&t[..40], b"\"id\":").map_or(0, |v| v.iter().fold(v.len() as u32, |h, &c| h.wrapping_mul(10).wrapping_add(c as u32)))
}
// body: decimal
fn number(t: &[u8]) -> Result<u32, u8> {
    if t.is_empty() { return Err(1); }
    let mut n = 0u32;
    for &c in t { if !c.is_ascii_digit() { return Err(2); } n = n.checked_mul(10).ok_or(3)?.checked_add((c - b'0') as u32).ok_or(4)?; }
    Ok(n)
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut t = [0u8; 12]; for (t, &b) in t.iter_mut().zip(d.iter()) { *t = b'0' + b % 10; }
    match number(&t[..d[63] as usize % 12]) { Ok(n) => n, Err(e) => e as u32 | 0xff00 }
}
// body: calendar
fn civil(days: i64) -> (i64, u32, u32) {
    let z = days + 719468; let era = z.div_euclid(146097); let doe = z.rem_euclid(146097);
    let yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365; let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153; let day = (doy - (153 * mp + 2) / 5 + 1) as u32; let m = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
    (yoe + era * 400 + (m <= 2) as i64, m, day)
}
pub fn body(d: &[u8; 64]) -> u32 {
    let (y, m, day) = civil(i32::from_le_bytes(d[..4].try_into().unwrap()) as i64);
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = NAMES[m as usize - 1].bytes().fold(0u32, |h, c| h << 8 | c as u32);
    (y as u32).wrapping_mul(31) ^ name ^ day << 24
}
// body: newton_root
pub fn body(d: &[u8; 64]) -> u32 {
    let n = u32::from_le_bytes(d[..4].try_into().unwrap()) as u64; if n < 2 { return n as u32; }
    let mut x = n; let mut y = (x + 1) / 2; let mut rounds = 0; while y < x && rounds < 40 { x = y; y = (x + n / x) / 2; rounds += 1; } x as u32
}
// body: longest_prefix
struct Route { net: u32, bits: u8, hop: u8 }
const ROUTES: [Route; 6] = [Route { net: 0, bits: 0, hop: 1 }, Route { net: 0x0a000000, bits: 8, hop: 2 }, Route { net: 0x0a010000, bits: 16, hop: 3 }, Route { net: 0xc0a80000, bits: 16, hop: 4 }, Route { net: 0xc0a80100, bits: 24, hop: 5 }, Route { net: 0x0a010203, bits: 32, hop: 6 }];
pub fn body(d: &[u8; 64]) -> u32 {
    let mut a = [d[0], d[1], d[2], d[3]]; match d[4] & 3 { 0 => a[0] = 10, 1 => { a[0] = 192; a[1] = 168 } 2 => { a[0] = 10; a[1] = 1 } _ => {} }
    let ip = u32::from_be_bytes(a);
    ROUTES.iter().filter(|r| r.bits == 0 || (ip ^ r.net) >> (32 - r.bits) == 0).max_by_key(|r| r.bits).map_or(0, |r| (r.hop as u32) << 8 | r.bits as u32)
}
// body: token_bucket
struct Bucket { tokens: u64, last: u64 }
impl Bucket { fn take(&mut self, now: u64, n: u64) -> bool { let more = now.saturating_sub(self.last).saturating_mul(3) / 7; self.tokens = (self.tokens + more).min(1000); self.last = now; if self.tokens >= n { self.tokens -= n; true } else { false } } }
pub fn body(d: &[u8; 64]) -> u32 {
    let mut b = Bucket { tokens: 100, last: 0 }; let mut now = 0u64; let mut taken = 0u32;
    for c in d[..32].chunks_exact(2) { now += c[0] as u64; taken = taken << 1 | b.take(now, c[1] as u64) as u32; }
    taken ^ (b.tokens as u32) << 16
}
// body: tokenizer
#[derive(Clone, Copy)] enum Token { Number(u32), Plus, Times, End, Bad(u8) }
struct Lexer<'a> { text: &'a [u8], at: usize }
impl Lexer<'_> {
    fn next(&mut self) -> Token {
        while self.text.get(self.at) == Some(&b' ') { self.at += 1; }
        let Some(&c) = self.text.get(self.at) else { return Token::End };
        match c {
            b'0'..=b'9' => { let mut n = 0u32; while let Some(&c @ b'0'..=b'9') = self.text.get(self.at) { n = n.wrapping_mul(10) + (c - b'0') as u32; self.at += 1; } Token::Number(n) }
            b'+' => { self.at += 1; Token::Plus }
            b'*' => { self.at += 1; Token::Times }
            c => { self.at += 1; Token::Bad(c) }
        }
    }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut t = [0u8; 12]; for (t, &b) in t.iter_mut().zip(d) { *t = b"0123456789+* 12?"[b as usize & 15]; }
    let mut l = Lexer { text: &t, at: 0 }; let (mut sum, mut product) = (0u32, 1u32);
    for _ in 0..12 {
        match l.next() { Token::Number(n) => product = product.wrapping_mul(n), Token::Plus => { sum = sum.wrapping_add(product); product = 1; } Token::Times => {} Token::Bad(c) => sum ^= c as u32, Token::End => break }
    }
    sum.wrapping_add(product)
}
// body: matrix
pub fn body(d: &[u8; 64]) -> u32 {
    let m: [[i32; 3]; 3] = core::array::from_fn(|i| core::array::from_fn(|j| d[3 * i + j] as i8 as i32));
    let mut p = [[0i32; 3]; 3];
    for i in 0..3 { for j in 0..3 { for k in 0..3 { p[i][j] = p[i][j].wrapping_add(m[i][k].wrapping_mul(m[k][j])); } } }
    let det = p[0][0].wrapping_mul(p[1][1]).wrapping_sub(p[0][1].wrapping_mul(p[1][0]));
    let transposed = |i: usize, j: usize| p[j][i];
    det as u32 ^ transposed((d[60] % 3) as usize, (d[61] % 3) as usize) as u32
}
// body: quick_select
pub fn body(d: &[u8; 64]) -> u32 {
    let mut v = [0u8; 7]; v.copy_from_slice(&d[..7]);
    let (mut lo, mut hi) = (0usize, 6usize); let k = (d[7] % 7) as usize;
    for _ in 0..7 {
        if lo >= hi { break; }
        let pivot = v[hi]; let mut s = lo;
        for i in lo..hi { if v[i] < pivot { v.swap(i, s); s += 1; } }
        v.swap(s, hi);
        if s == k { break; } else if s < k { lo = s + 1; } else { hi = s - 1; }
    }
    v[k] as u32
}
// body: ring_buffer
struct Ring<const N: usize> { at: [u8; N], head: usize, len: usize }
impl<const N: usize> Ring<N> {
    fn push(&mut self, b: u8) -> Option<u8> { let i = (self.head + self.len) % N; let old = self.at[i]; self.at[i] = b; if self.len == N { self.head = (self.head + 1) % N; Some(old) } else { self.len += 1; None } }
    fn iter(&self) -> impl Iterator<Item = u8> + '_ { (0..self.len).map(move |i| self.at[(self.head + i) % N]) }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut r = Ring::<6> { at: [0; 6], head: 0, len: 0 }; let mut dropped = 0u32;
    for &b in d[..40].iter().take(d[63] as usize % 40) { dropped = dropped.wrapping_add(r.push(b).unwrap_or(0) as u32); }
    r.iter().fold(dropped, |h, b| h.wrapping_mul(29) ^ b as u32)
}
// body: utf16
pub fn body(d: &[u8; 64]) -> u32 {
    let units = core::array::from_fn::<u16, 8, _>(|i| u16::from_le_bytes([d[2 * i], d[2 * i + 1]]) | if d[32 + i] & 1 == 0 { 0xd800 } else { 0 });
    char::decode_utf16(units).fold(0u32, |h, c| h.rotate_left(4) ^ c.map_or(0xfffd, |c| c as u32 + c.len_utf8() as u32))
}
// body: ip_text
fn put(out: &mut [u8; 16], at: &mut usize, n: u8) {
    if n >= 100 { out[*at] = b'0' + n / 100; *at += 1; }
    if n >= 10 { out[*at] = b'0' + n / 10 % 10; *at += 1; }
    out[*at] = b'0' + n % 10; *at += 1;
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut out = [0u8; 16]; let mut at = 0;
    for (i, &b) in d[..4].iter().enumerate() { if i > 0 { out[at] = b'.'; at += 1; } put(&mut out, &mut at, b); }
    out[..at].iter().fold(at as u32, |h, &c| h.wrapping_mul(33) ^ c as u32)
}
// body: luhn
pub fn body(d: &[u8; 64]) -> u32 {
    let n = 4 + d[63] as usize % 16;
    let sum: u32 = d[..n].iter().rev().map(|b| (b % 10) as u32).enumerate().map(|(i, x)| if i % 2 == 1 { let y = 2 * x; if y > 9 { y - 9 } else { y } } else { x }).sum();
    sum % 10
}
// body: wide_arithmetic
pub fn body(d: &[u8; 64]) -> u32 {
    let a = u128::from_le_bytes(d[..16].try_into().unwrap()); let b = u64::from_le_bytes(d[16..24].try_into().unwrap()) | 1;
    let q = a / b as u128; let r = a % b as u128; let s = (a as i128) >> (d[24] & 127);
    (q ^ r ^ s as u128 ^ a.rotate_left(d[25] as u32) ^ a.leading_zeros() as u128) as u32 ^ (q >> 64) as u32
}
// body: visitor
trait Shape { fn area(&self) -> u32; fn name(&self) -> &'static str { "shape" } }
struct Square(u32); struct Rect { w: u32, h: u32 } struct Ring2 { outer: Square, inner: Square }
impl Shape for Square { fn area(&self) -> u32 { self.0.wrapping_mul(self.0) } fn name(&self) -> &'static str { "square" } }
impl Shape for Rect { fn area(&self) -> u32 { self.w.wrapping_mul(self.h) } }
impl Shape for Ring2 { fn area(&self) -> u32 { self.outer.area().wrapping_sub(self.inner.area()) } fn name(&self) -> &'static str { "ring" } }
pub fn body(d: &[u8; 64]) -> u32 {
    let (s, r, g) = (Square(d[0] as u32), Rect { w: d[1] as u32, h: d[2] as u32 }, Ring2 { outer: Square(d[3] as u32), inner: Square(d[4] as u32) });
    let all: [&dyn Shape; 3] = [&s, &r, &g];
    let pick = all[d[5] as usize % 3];
    all.iter().map(|s| s.area()).fold(0u32, |a, b| a.wrapping_mul(7).wrapping_add(b)) ^ pick.name().len() as u32 ^ pick.area() << 8
}
// body: state_of_a_connection
#[derive(Clone, Copy, PartialEq, Eq)] enum State { Closed, Listen, SynSent, SynReceived, Established, FinWait(u8), TimeWait { left: u16 } }
#[derive(Clone, Copy)] enum Event { Open, Syn, Ack, Fin, Tick }
fn step(s: State, e: Event) -> Result<State, State> {
    use Event::*; use State::*;
    Ok(match (s, e) { (Closed, Open) => Listen, (Closed, Syn) => SynSent, (Listen, Syn) => SynReceived, (SynSent, Ack) | (SynReceived, Ack) => Established, (Established, Fin) => FinWait(1), (FinWait(n), Ack) if n < 3 => FinWait(n + 1), (FinWait(_), Fin) => TimeWait { left: 3 }, (TimeWait { left: 0 }, Tick) => Closed, (TimeWait { left }, Tick) => TimeWait { left: left - 1 }, (s, Tick) => s, (s, _) => return Err(s) })
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut s = State::Closed; let mut errors = 0u32;
    for &b in &d[..16] { match step(s, [Event::Open, Event::Syn, Event::Ack, Event::Fin, Event::Tick][b as usize % 5]) { Ok(n) => s = n, Err(_) => errors += 1 } }
    errors << 16 | match s { State::Closed => 0, State::Listen => 1, State::SynSent => 2, State::SynReceived => 3, State::Established => 4, State::FinWait(n) => 5 + n as u32, State::TimeWait { left } => 100 + left as u32 }
}
