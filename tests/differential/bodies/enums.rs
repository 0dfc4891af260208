// SPDX-License-Identifier: MIT OR Apache-2.0
// Payloads that only some variants have: what is undefined in the others must reach neither a branch nor a register.

// body: three_variants_compared
#[derive(Clone, Copy, PartialEq, Eq)]
enum Port { Byte(u8), Word(u16), None }
fn parse(kind: u8, low: u8, high: u8) -> Port {
    match kind & 3 { 0 => Port::Byte(low), 1 => Port::Word(u16::from_be_bytes([high, low])), _ => Port::None }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let (from, to) = (parse(d[8], d[9], d[10]), parse(d[11], d[12], d[13]));
    let weight = match to { Port::Byte(x) if x != d[20] => 32, Port::Word(y) if y > 40 => 16, _ => 8 };
    u32::from(from == to) + 2 * u32::from(from == Port::Byte(3)) + weight
}
// body: three_variants_equal
#[derive(Clone, Copy, PartialEq)]
enum Port { Byte(u8), Word(u16), None }
fn parse(kind: u8, low: u8) -> Port {
    match kind & 3 { 0 => Port::Byte(low), 1 => Port::Word(u16::from(low) * 5), _ => Port::None }
}
pub fn body(d: &[u8; 64]) -> u32 {
    u32::from(parse(d[8], d[9]) == parse(d[10], d[11]))
}
// body: two_variants_equal
#[derive(Clone, Copy, PartialEq)]
enum Flag { Set(u8), Clear }
fn parse(kind: u8, value: u8) -> Flag { if kind < 128 { Flag::Set(value) } else { Flag::Clear } }
pub fn body(d: &[u8; 64]) -> u32 {
    u32::from(parse(d[8], d[9]) == parse(d[10], d[11]))
}
// body: options_equal
pub fn body(d: &[u8; 64]) -> u32 {
    let first = (d[8] < 30).then_some(d[9]);
    let second = if d[10] < 30 { Some(d[11]) } else { None };
    u32::from(first == second)
}
// body: payload_of_the_second
#[derive(Clone, Copy)]
enum Port { Byte(u8), Word(u16), None }
fn parse(kind: u8, low: u8, high: u8) -> Port {
    match kind & 3 { 0 => Port::Byte(low), 1 => Port::Word(u16::from_be_bytes([high, low])), _ => Port::None }
}
pub fn body(d: &[u8; 64]) -> u32 {
    match parse(d[11], d[12], d[13]) { Port::Byte(x) if x != d[20] => 32, Port::Word(y) if y > 40 => 16, _ => 8 }
}
// body: payloads_of_two_widths
#[derive(Clone, Copy)]
enum Size { Small(u8), Large(u16) }
pub fn body(d: &[u8; 64]) -> u32 {
    let size = if d[8] & 2 == 0 {
        Size::Small(if d[9] & 1 == 0 { d[10] } else if d[11] < 100 { 20 } else { 30 })
    } else {
        Size::Large(u16::from(d[12]) << 2)
    };
    (0..5).fold(1, |hash: u32, i| hash * 7 + match size {
        Size::Small(x) if x != d[13 + i] => u32::from(x) | 2,
        Size::Small(x) => u32::from(x),
        Size::Large(y) => u32::from(y),
    })
}
// body: sixteen_arms
pub fn body(d: &[u8; 64]) -> u32 {
    let (a, b) = (u32::from(d[21]), u32::from(d[22]) + 2);
    match d[23] & 15 {
        0 => a * 5, 1 => a / b, 2 => a ^ b << 5, 3 => a % b, 4 => b * b, 5 => a.rotate_right(b & 31), 6 => a + 1000, 7 => u32::from(d[a as usize & 63]),
        8 => b - 2, 9 => a | b, 10 => a & b, 11 => b / (a | 3), 12 => a * a * b, 13 => !b, 14 => a << (b & 15), _ => 6,
    }
}
