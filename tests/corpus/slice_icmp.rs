// promise: an ICMP echo request's identifier and sequence
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

struct Echo {
    identifier: u16,
    sequence: u16,
}

fn echo(packet: &[u8]) -> Option<Echo> {
    let ip = packet.strip_prefix(packet.get(..14)?)?;
    let icmp = ip.get(usize::from(*ip.first()? & 15) * 4..)?;
    let [8, 0, _, _, a, b, c, d, ..] = icmp else {
        return None;
    };
    Some(Echo {
        identifier: u16::from_be_bytes([*a, *b]),
        sequence: u16::from_be_bytes([*c, *d]),
    })
}

fn parse(packet: &[u8]) -> Option<u32> {
    let echo = echo(packet)?;
    Some(u32::from(echo.identifier) << 16 | u32::from(echo.sequence))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
