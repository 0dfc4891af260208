//! Seven functions over the first bytes of a packet, as people write them. Each is a program of the crate
//! `probes`, and is called natively by the crate `native`.
#![no_std]

use core::net::{Ipv4Addr, Ipv6Addr};

pub type Bytes = [u8; 96];
pub type Found = Option<([u8; 16], u64)>;

/// In the order of their names.
pub const ALL: [fn(&Bytes) -> Found; 7] = [checksum, number, path, prefix, sorted, state, tlv];

struct Fields<'a>(&'a [u8]);

impl<'a> Iterator for Fields<'a> {
    type Item = (u8, &'a [u8]);
    fn next(&mut self) -> Option<Self::Item> {
        let (&[kind, length], rest) = self.0.split_first_chunk()?;
        let (value, rest) = rest.split_at_checked(usize::from(length))?;
        self.0 = rest;
        Some((kind, value))
    }
}

/// The value of the first field of kind 12, and how long all fields are together.
pub fn tlv(bytes: &Bytes) -> Found {
    let fields = || Fields(&bytes[14..]).take(16);
    let (_, value) = fields().find(|&(kind, _)| kind == 12)?;
    let mut key = [0; 16];
    let length = value.len().min(key.len());
    key[..length].copy_from_slice(&value[..length]);
    Some((key, fields().map(|(_, value)| value.len() as u64).sum()))
}

/// The last part of a path in small letters, its kind, and how many parts there are.
pub fn path(bytes: &Bytes) -> Found {
    let length = usize::from(bytes[14]);
    let path = bytes.get(15..15 + length)?;
    let name = match path.iter().rposition(|&byte| byte == b'/') {
        Some(slash) => &path[slash + 1..],
        None => path,
    };
    let mut key = [b' '; 16];
    for (to, from) in key.iter_mut().zip(name) {
        *to = from.to_ascii_lowercase();
    }
    let kind = if path.ends_with(b".sh") {
        1
    } else if path.starts_with(b"/usr/") {
        2
    } else {
        3
    };
    Some((key, kind << 8 | path.split(|&byte| byte == b'/').count() as u64))
}

/// The checksum of an IPv4 header, and its words.
pub fn checksum(bytes: &Bytes) -> Found {
    let ip = &bytes[14..];
    let header = ip.get(..usize::from(ip[0] & 15) * 4)?;
    let mut sum: u32 = header.chunks_exact(2).map(|word| u32::from(u16::from_be_bytes([word[0], word[1]]))).sum();
    while sum >> 16 != 0 {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    Some((core::array::from_fn(|i| ip[i] ^ ip[i + 16]), u64::from(!sum as u16)))
}

const PORTS: [(u16, u8); 8] = [(22, 1), (25, 2), (53, 3), (80, 4), (123, 5), (443, 6), (3306, 7), (8080, 8)];

/// A port's class, eight bytes in order, turned by the port; and the largest step between two bytes.
pub fn sorted(bytes: &Bytes) -> Found {
    let port = u16::from_be_bytes(bytes[36..38].try_into().ok()?);
    let class = PORTS.binary_search_by_key(&port, |&(port, _)| port).map_or(0, |at| PORTS[at].1);
    let mut order: [u8; 8] = bytes[40..48].try_into().ok()?;
    order.sort_unstable();
    let largest = bytes.windows(2).map(|pair| pair[0].abs_diff(pair[1])).max()?;
    let mut key = [class; 16];
    key[8..].copy_from_slice(&order);
    key.rotate_left(usize::from(port & 7));
    Some((key, u64::from(largest)))
}

/// The verb and the number of a line of text.
pub fn number(bytes: &Bytes) -> Found {
    let line = bytes[14..].split(|&byte| byte == b'\n').next()?;
    let text = core::str::from_utf8(line.get(..32)?).ok()?;
    let mut words = text.split_ascii_whitespace();
    let verb = words.next()?;
    let number: u32 = words.next()?.parse().ok()?;
    let mut key = [0; 16];
    key.get_mut(..verb.len())?.copy_from_slice(verb.as_bytes());
    Some((key, u64::from(number)))
}

const PREFIXES: [(Ipv6Addr, u32); 4] = [
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 0), 8),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10),
    (Ipv6Addr::LOCALHOST, 128),
];

/// The first prefix that an address has, and its kind.
pub fn prefix(bytes: &Bytes) -> Found {
    let address = Ipv6Addr::from(*bytes[22..].first_chunk::<16>()?);
    let hit = PREFIXES.iter().position(|(prefix, length)| {
        (address.to_bits() ^ prefix.to_bits()) >> (128 - length) == 0
    });
    let kind = match address.to_ipv4_mapped() {
        Some(v4) if v4.is_private() || v4 == Ipv4Addr::LOCALHOST => 1,
        Some(_) => 2,
        None if address.is_loopback() || address.is_multicast() => 3,
        None => 4,
    };
    Some((address.octets(), kind << 32 | hit.map_or(0xff, |hit| hit as u64)))
}

#[derive(Clone, Copy)]
enum State {
    Start,
    Name,
    Value { quoted: bool },
    Done,
}

enum Problem {
    Long,
    Byte(u8),
}

#[derive(Default)]
struct Cookie {
    name: [u8; 16],
    length: usize,
    hash: u64,
}

impl Cookie {
    fn feed(&mut self, state: State, byte: u8) -> Result<State, Problem> {
        Ok(match (state, byte) {
            (State::Start, b' ' | b'\t') => State::Start,
            (State::Start | State::Name, b'a'..=b'z' | b'A'..=b'Z' | b'_') => {
                *self.name.get_mut(self.length).ok_or(Problem::Long)? = byte;
                self.length += 1;
                State::Name
            }
            (State::Name, b'=') => State::Value { quoted: false },
            (State::Value { quoted: false }, b'"') => State::Value { quoted: true },
            (State::Value { quoted: true }, b'"') | (State::Value { quoted: false }, b';') => State::Done,
            (State::Value { quoted }, byte) => {
                self.hash = self.hash.wrapping_mul(31).wrapping_add(u64::from(byte));
                State::Value { quoted }
            }
            (_, byte) => return Err(Problem::Byte(byte)),
        })
    }
}

/// The name of a cookie, and a hash of its value.
pub fn state(bytes: &Bytes) -> Found {
    let mut cookie = Cookie::default();
    let mut state = State::Start;
    for &byte in &bytes[14..78] {
        state = match cookie.feed(state, byte) {
            Ok(State::Done) => return Some((cookie.name, cookie.hash)),
            Ok(next) => next,
            Err(Problem::Long) => return Some(([1; 16], 0)),
            Err(Problem::Byte(byte)) => return Some(([2; 16], u64::from(byte))),
        };
    }
    None
}
