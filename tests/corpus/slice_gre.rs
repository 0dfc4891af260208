// promise: the optional fields of GRE, and the packet in it
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..)?;
    if *ip.get(9)? != 47 {
        return None;
    }
    let mut rest = ip.get(usize::from(ip[0] & 15) * 4..)?;
    let header = rest.first_chunk::<4>()?;
    let (flags, protocol) = (header[0], u16::from_be_bytes([header[2], header[3]]));
    rest = &rest[4..];
    if flags & 0x80 != 0 {
        rest = rest.get(4..)?;
    }
    let mut key = 0;
    if flags & 0x20 != 0 {
        key = u32::from_be_bytes(*rest.first_chunk()?);
        rest = &rest[4..];
    }
    if flags & 0x10 != 0 {
        rest = rest.get(4..)?;
    }
    let inner = rest.get(9)?;
    Some(key ^ u32::from(protocol) << 8 ^ u32::from(*inner))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
