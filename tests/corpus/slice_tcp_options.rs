// promise: TCP options by slice patterns
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn options(packet: &[u8]) -> Option<&[u8]> {
    let ip = packet.get(14..)?;
    let tcp = ip.get(usize::from(ip.first()? & 15) * 4..)?;
    tcp.get(20..usize::from(*tcp.get(12)? >> 4) * 4)
}

fn parse(packet: &[u8]) -> Option<u32> {
    let mut rest = options(packet)?;
    let mut found = 0;
    for _ in 0..10 {
        rest = match rest {
            [] | [0, ..] => break,
            [1, rest @ ..] => rest,
            [2, 4, high, low, rest @ ..] => {
                found |= u32::from(u16::from_be_bytes([*high, *low]));
                rest
            }
            [3, 3, shift, rest @ ..] => {
                found |= u32::from(*shift) << 16;
                rest
            }
            [_, length @ 2..=255, ..] => rest.get(usize::from(*length)..)?,
            _ => return None,
        };
    }
    Some(found)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
