// promise: connection identifiers of QUIC's long header
// kernel: 5.4
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn identifier(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&length, rest) = rest.split_first()?;
    if length > 20 {
        return None;
    }
    rest.split_at_checked(length.into())
}

fn parse(packet: &[u8]) -> Option<u32> {
    let (&first, rest) = packet.get(42..)?.split_first()?;
    if first & 0xc0 != 0xc0 {
        return None;
    }
    let (version, rest) = rest.split_first_chunk()?;
    let (destination, rest) = identifier(rest)?;
    let (source, rest) = identifier(rest)?;
    let sum = destination.iter().chain(source).fold(0u32, |sum, &b| sum * 3 + u32::from(b));
    Some(sum ^ u32::from_be_bytes(*version) ^ u32::from(*rest.first()?) << 24)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
