//! Counts DNS questions by name.
#![no_std]
#![no_main]

use probes::{Hash, XDP_PASS, XdpMd};

probes::rest!();

const LONGEST: usize = 64;

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static QUESTIONS: Hash<[u8; LONGEST], u64, 256> = Hash::new();

/// With dots between the labels, in small letters.
fn name(mut labels: impl Iterator<Item = u8>) -> Option<[u8; LONGEST]> {
    let mut name = [0; LONGEST];
    let mut left = labels.next()?;
    for to in &mut name {
        let byte = labels.next()?;
        if left > 0 {
            left -= 1;
            *to = byte.to_ascii_lowercase();
        } else {
            match byte {
                0 => return Some(name),
                1..=63 => left = byte,
                _ => return None,
            }
            *to = b'.';
        }
    }
    None
}

fn question(packet: &[u8]) -> Option<[u8; LONGEST]> {
    let (ethernet, ip) = packet.split_first_chunk::<14>()?;
    if ethernet[12..] != [8, 0] || *ip.get(9)? != 17 {
        return None;
    }
    let udp = ip.get(usize::from(ip[0] & 15) * 4..)?;
    let (header, dns) = udp.split_first_chunk::<8>()?;
    if header[2..4] != [0, 53] {
        return None;
    }
    let (header, rest) = dns.split_first_chunk::<12>()?;
    let is_answer = header[2] & 0x80 != 0;
    if is_answer || header[4..6] != [0, 1] {
        return None;
    }
    name(rest.iter().copied())
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn dns(ctx: &XdpMd) -> u32 {
    if let Some(name) = question(ctx.packet()) {
        match QUESTIONS.get(&name) {
            Some(count) => *count += 1,
            None => _ = QUESTIONS.insert(&name, &1),
        }
    }
    XDP_PASS
}
