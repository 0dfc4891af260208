// promise: what lies behind an IPv4 header with options
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..)?;
    let first = *ip.first()?;
    if first >> 4 != 4 {
        return None;
    }
    let length = usize::from(first & 15) * 4;
    if length < 20 {
        return None;
    }
    let header = ip.get(..length)?;
    let payload = &ip[length..];
    let ports = payload.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*ports) ^ u32::from(header[9]) ^ u32::from(header[length - 1]) << 8)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
