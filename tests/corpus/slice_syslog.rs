// promise: a decimal number in brackets
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let text = packet.get(42..)?.strip_prefix(b"<")?;
    let mut priority = 0u32;
    for (at, &byte) in text.iter().enumerate().take(4) {
        match byte {
            b'0'..=b'9' => priority = priority * 10 + u32::from(byte - b'0'),
            b'>' if at > 0 => return Some(priority << 8 | u32::from(*text.get(at + 1)?)),
            _ => return None,
        }
    }
    None
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
