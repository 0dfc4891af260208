// promise: ports, flags and the payload of TCP behind two headers of variable length
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn tcp(packet: &[u8]) -> Option<&[u8]> {
    let (ethernet, ip) = packet.split_at_checked(14)?;
    if ethernet[12..] != [8, 0] {
        return None;
    }
    let header: &[u8; 20] = ip.first_chunk()?;
    if header[9] != 6 {
        return None;
    }
    ip.get(usize::from(header[0] & 15) * 4..)
}

fn parse(packet: &[u8]) -> Option<u32> {
    let tcp = tcp(packet)?;
    let header: &[u8; 20] = tcp.first_chunk()?;
    let payload = tcp.get(usize::from(header[12] >> 4) * 4..)?;
    let first = payload.first().copied().unwrap_or(0xee);
    Some(u32::from_be_bytes([header[2], header[3], header[13], first]))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
