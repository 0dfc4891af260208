// Mixtures of what other bodies have alone.
// body: looked_up_then_index_on_stack
pub fn body(d: &[u8; 64]) -> u32 {
    let wide = i64::from_le_bytes(d[40..48].try_into().unwrap());
    let near: [i64; 6] = [i64::from(d[13]), wide, wide, 153226311210041, -1, wide];
    let mut kept: [i64; 5] = [-16, wide, i64::from_le_bytes(d[49..57].try_into().unwrap()), wide, 7];
    let place = usize::from(near.get(wide as usize % 8).copied().unwrap_or(15) as u16) % 5;
    let (sum, over) = wide.overflowing_add(512);
    kept[place] = kept[place].wrapping_sub(if over { !sum } else { sum });
    kept.iter().fold(1u32, |hash, &x| hash.rotate_left(5) ^ x as u32 ^ (x >> 32) as u32)
}
// body: start_of_a_word_in_a_variant
pub enum Kind { None, Small(u16), Large(u32), Other }
#[inline(never)]
fn judged(low: u32, place: usize, kind: u32) -> u32 {
    let kind = match place & 3 { 0 => Kind::None, 1 => Kind::Small(u16::MAX - 1), 2 => Kind::Large(kind), _ => Kind::Other };
    match kind {
        Kind::None => u32::from(["delta!", "alpha", "gam ma", "Zeta-eta"][low as usize & 3].starts_with('x')),
        Kind::Small(x) if low <= 134217728 => u32::from(x) ^ low,
        Kind::Small(x) => u32::from(x).rem_euclid(4096),
        Kind::Large(x) => x / 3,
        Kind::Other => match low & 3 { 0 => "gam ma", 1 => "", 2 => "delta!", _ => "x" }.bytes().fold(14, |a, b| a * 31 ^ u32::from(b)),
    }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let first = judged(u32::from_le_bytes(d[6..10].try_into().unwrap()), usize::from(d[61]), u32::from(d[41]));
    let parts = [u32::from(d[16]), first, 3];
    let sum = parts.chunks(4).fold(15u32, |a, w| a.wrapping_mul(7).wrapping_add(w[0]) ^ w.len() as u32);
    judged(first ^ sum, usize::from(d[49]).wrapping_mul(usize::from(d[61])), sum)
}
// body: payloads_through_iterators
#[derive(Clone, Copy)]
pub enum Wide { Byte(u8), Word(u16) }
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signed { Small(i8), Byte(u8) }
fn squared(x: i8) -> Option<i8> { if x != 16 { Some(x.wrapping_mul(x).wrapping_add(9)) } else { None } }
pub fn body(d: &[u8; 64]) -> u32 {
    let found = d[23..27].iter().zip(&d[28..40]).map(|(&a, &b)| a ^ b).find(|&x| d[usize::from(x) & 63] & 32 != 0).unwrap_or(254);
    let number = i32::from_le_bytes(d[33..37].try_into().unwrap());
    let some: [i8; 5] = [found as i8, d[9] as i8, d[9] as i8, number as i8, 5];
    let wide = match d[0] & 3 { 0 => Wide::Byte(if found & 3 == 0 { found } else if number < 6584 { 14 } else { 10 }), 1 => Wide::Byte(d[3]), _ => Wide::Word(u16::from(found) * 3) };
    let folded = some.iter().zip(some.iter().skip(1)).map(|(&a, &b)| match wide {
        Wide::Byte(x) if a as u8 != x => squared(b).map_or(7, i32::from),
        Wide::Byte(x) => i32::from(x),
        Wide::Word(y) => i32::from(y) - i32::from(a),
    }).try_fold(10i32, |sum, x| sum.checked_mul(3)?.checked_add(x)).unwrap_or(-1);
    let signed = if folded & 1 == 0 { Signed::Small(folded as i8) } else { Signed::Byte(found) };
    let last = match (signed, wide) { (Signed::Small(x), Wide::Byte(y)) => x as u32 ^ u32::from(y), (Signed::Small(x), _) => x as u32, (Signed::Byte(x), Wide::Word(y)) => u32::from(x) + u32::from(y), _ => 3 };
    folded as u32 ^ last.rotate_left(9) ^ u32::from(signed == Signed::Byte(7))
}
// body: part_up_to_a_remainder
pub fn body(d: &[u8; 64]) -> u32 {
    let limit = u16::from(d[55]);
    let mut some: [u8; 12] = d[48..60].try_into().unwrap();
    let (head, tail) = some.split_at(some.len().min(4));
    let mixed = (head.len() as u16).wrapping_mul(3) ^ tail.iter().fold(13u16, |a, &b| a.wrapping_add(u16::from(b)));
    let place = usize::from(some[..usize::from(mixed) % 13].iter().copied().skip_while(|_| limit <= 14).map(|x| x & 3).sum::<u8>()).min(11);
    let letters = "Zeta-eta".bytes().filter(u8::is_ascii_alphanumeric).count() as u8;
    some[place] = some[..match letters { c @ 5..=9 => usize::from(c - 5), _ => 12 }].iter().fold(7, |a: u8, &b| a.wrapping_mul(3) ^ b);
    some[11] ^= 9;
    some.iter().fold(u32::from(limit), |a, &b| a.wrapping_mul(31) ^ u32::from(b))
}
// body: functions_objects_and_recursion
fn thrice(x: u32) -> u32 { [1u8, 2, 3].iter().copied().filter(|&b| u32::from(b) != x).reduce(|a, b| a.wrapping_mul(3) ^ b).map_or(4, u32::from) }
fn halved(x: u32) -> u32 { match x.checked_add(x) { Some(y) if y >= 1023 => x / (y | 1), Some(y) => x.wrapping_sub(y), None => 9 } }
fn same(x: u32) -> u32 { x ^ 77 }
static STEPS: [fn(u32) -> u32; 4] = [thrice, halved, same, thrice];
trait Worth { fn of(&self, x: u32) -> u64; }
struct Power(i32);
impl Worth for Power { fn of(&self, x: u32) -> u64 { 3i64.wrapping_pow(self.0 as u32 & 3) as u64 ^ u64::from(x) } }
struct Quotient(usize, u32);
impl Worth for Quotient { fn of(&self, x: u32) -> u64 { (self.1 as usize).checked_add(self.0).unwrap_or(self.0).checked_div(x as usize & 7).map_or(5, |q| q as u64) } }
fn nested(n: u32, x: u32) -> u32 { if n == 0 { x } else { nested(n - 1, x.wrapping_add(x)).wrapping_mul(3) ^ x } }
pub fn body(d: &[u8; 64]) -> u32 {
    let word = usize::from(u16::from_le_bytes([d[18], d[19]]));
    let mut sum = i16::from_be_bytes([d[47], d[48]]) as u64;
    let deep = nested(4, 8192u32.wrapping_div_euclid(u32::from(d[15]) | 1));
    let mut add = |x: u32| { sum = sum.wrapping_mul(3) ^ u64::from(STEPS[x as usize & 3](x)); sum };
    let first = add(u32::from(d[38])) ^ add(nested(4, u32::from(d[60])));
    let worths: [&dyn Worth; 2] = [&Power(word as i32), &Quotient(word, deep)];
    let worth = worths[usize::from(d[5] & 1)].of(first as u32);
    (first ^ worth ^ worth >> 32) as u32 ^ deep
}
// body: one_of_three_traits_by_a_difference
trait Go { fn go(&self, x: u64) -> u64; }
struct Signed(i64, u8);
impl Go for Signed { fn go(&self, x: u64) -> u64 { x ^ 1 } }
struct Wide(usize, u64);
impl Go for Wide { fn go(&self, x: u64) -> u64 { (self.0 as u32 as u64).wrapping_sub(x) } }
struct Small(u8, u8);
impl Go for Small { fn go(&self, x: u64) -> u64 { x.abs_diff(30405600007014).rotate_right(7) } }
pub fn body(d: &[u8; 64]) -> u32 {
    let a = Signed(d[50] as i64, d[23]);
    let b = Wide(usize::from_le_bytes(d[36..44].try_into().unwrap()), 5);
    let c = Small(d[3], d[46]);
    let all: [&dyn Go; 3] = [&a, &b, &c];
    all[2 - d[51] as usize % 127 % 3].go(d[53] as u64) as u32
}
// body: every_fourth_of_two_in_a_row
pub fn body(d: &[u8; 64]) -> u32 {
    let last = d[52] as usize;
    d[41..46].iter().map(|&b| b as usize).chain([usize::MAX, 15]).step_by(4).filter(|x| x & 1 != 0).lt([last]) as u32
}
// body: smallest_of_pairs_of_two_in_a_row
pub fn body(d: &[u8; 64]) -> u32 {
    d[19..26].iter().map(|&b| b as u16).chain([13u16, 10]).flat_map(|x| [x, x ^ 1]).filter(|x| x & 3 == 0).min().unwrap_or_default() as u32
}
