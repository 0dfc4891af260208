// promise: ordinary functions over a record: options, a checksum, a parser with states, sorting, addresses
// kernel: 6.12
// inputs: records
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

mod options {
    struct Tlv<'a>(&'a [u8]);
    impl<'a> Iterator for Tlv<'a> {
        type Item = (u8, &'a [u8]);
        fn next(&mut self) -> Option<Self::Item> {
            let (&[kind, length], rest) = self.0.split_first_chunk::<2>()?;
            let (value, rest) = rest.split_at_checked(length as usize)?;
            self.0 = rest;
            Some((kind, value))
        }
    }
    pub fn parse(buf: &[u8; 96]) -> Option<([u8; 16], u64)> {
        let mut key = [0; 16];
        let (_, value) = Tlv(&buf[14..]).take(16).find(|&(kind, _)| kind == 12)?;
        let n = value.len().min(16);
        key[..n].copy_from_slice(&value[..n]);
        Some((key, Tlv(&buf[14..]).take(16).map(|(_, v)| v.len() as u64).sum()))
    }
}

mod checksum {
    pub fn parse(buf: &[u8; 96]) -> Option<([u8; 16], u64)> {
        let ip = &buf[14..];
        let length = (ip[0] & 15) as usize * 4;
        let header = ip.get(..length)?;
        let mut sum: u32 = header.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]]) as u32).sum();
        while sum >> 16 != 0 {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        Some((core::array::from_fn(|i| ip[i] ^ ip[i + 16]), !sum as u16 as u64))
    }
}

mod cookie {
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    enum State { Start, Name, Value { quoted: bool }, Done }
    #[derive(Default)]
    struct Cookie { name: [u8; 16], length: usize, hash: u64 }
    enum Problem { Long, Bad(u8) }
    impl Cookie {
        fn feed(&mut self, state: State, b: u8) -> Result<State, Problem> {
            use State::*;
            Ok(match (state, b) {
                (Start, b' ' | b'\t') => Start,
                (Start | Name, b'a'..=b'z' | b'A'..=b'Z' | b'_') => {
                    *self.name.get_mut(self.length).ok_or(Problem::Long)? = b;
                    self.length += 1;
                    Name
                }
                (Name, b'=') => Value { quoted: false },
                (Value { quoted: false }, b'"') => Value { quoted: true },
                (Value { quoted: true }, b'"') | (Value { quoted: false }, b';') => Done,
                (Value { quoted }, b) => { self.hash = self.hash.wrapping_mul(31).wrapping_add(b as u64); Value { quoted } }
                (_, b) => return Err(Problem::Bad(b)),
            })
        }
    }
    pub fn parse(buf: &[u8; 96]) -> Option<([u8; 16], u64)> {
        let mut cookie = Cookie::default();
        let mut state = State::Start;
        for &b in &buf[14..78] {
            state = match cookie.feed(state, b) {
                Ok(State::Done) => return Some((cookie.name, cookie.hash)),
                Ok(next) => next,
                Err(Problem::Long) => return Some(([1; 16], 0)),
                Err(Problem::Bad(b)) => return Some(([2; 16], b as u64)),
            };
        }
        None
    }
}

mod ports {
    static PORTS: [(u16, u8); 12] = [(20, 1), (21, 1), (22, 2), (23, 3), (25, 4), (53, 5), (80, 6), (110, 4), (143, 4), (443, 6), (993, 4), (8080, 6)];
    pub fn parse(buf: &[u8; 96]) -> Option<([u8; 16], u64)> {
        let port = u16::from_be_bytes(buf[36..38].try_into().ok()?);
        let class = PORTS.binary_search_by_key(&port, |p| p.0).map(|i| PORTS[i].1).unwrap_or(0);
        let mut top: [u8; 8] = buf[40..48].try_into().ok()?;
        top.sort_unstable();
        let max = buf.windows(2).map(|w| w[0].abs_diff(w[1])).max()?;
        let mut key = [class; 16];
        key[8..].copy_from_slice(&top);
        key.rotate_left((port & 7) as usize);
        Some((key, max as u64))
    }
}

mod addresses {
    use core::net::{Ipv4Addr, Ipv6Addr};
    const PREFIXES: [(u128, u32); 5] = [
        (0x2001_0db8 << 96, 32), (0xfd00 << 112, 8), (0xfe80 << 112, 10), (1, 128), (0xff << 120, 8),
    ];
    pub fn parse(buf: &[u8; 96]) -> Option<([u8; 16], u64)> {
        let source = u128::from_be_bytes(*buf[22..].first_chunk()?);
        let hit = PREFIXES.iter().position(|&(p, l)| (source ^ p) >> (128 - l) == 0);
        let v6 = Ipv6Addr::from(source);
        let kind = match v6.to_ipv4_mapped() {
            Some(v4) if v4.is_private() || v4 == Ipv4Addr::LOCALHOST => 1,
            Some(_) => 2,
            None if v6.is_loopback() || v6.is_multicast() => 3,
            None => 4,
        };
        Some((v6.octets(), kind << 32 | hit.map_or(0xff, |h| h as u64)))
    }
}

fn fold(found: Option<([u8; 16], u64)>) -> u64 {
    found.map_or(u64::MAX, |(key, value)| {
        let key = u128::from_le_bytes(key);
        key as u64 ^ ((key >> 64) as u64).rotate_left(7) ^ value.rotate_left(32)
    })
}

fn options_of(input: &[u8; 96]) -> u64 {
    fold(options::parse(input))
}

fn checksum_of(input: &[u8; 96]) -> u64 {
    fold(checksum::parse(input))
}

fn cookie_of(input: &[u8; 96]) -> u64 {
    fold(cookie::parse(input))
}

fn ports_of(input: &[u8; 96]) -> u64 {
    fold(ports::parse(input))
}

fn addresses_of(input: &[u8; 96]) -> u64 {
    fold(addresses::parse(input))
}

programs! {
    xdp prog_addresses => addresses_of;
    xdp prog_checksum => checksum_of;
    xdp prog_cookie => cookie_of;
    xdp prog_options => options_of;
    xdp prog_ports => ports_of;
}
