// promise: a UDP payload cut to the length that its header says
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..)?;
    let udp = ip.get(usize::from(ip.first()? & 15) * 4..)?;
    let (header, _) = udp.split_first_chunk::<8>()?;
    let length = usize::from(u16::from_be_bytes([header[4], header[5]]));
    let payload = udp.get(8..length)?;
    let (first, last) = (payload.first()?, payload.last()?);
    Some(u32::from(*first) | u32::from(*last) << 8 | (payload.len() as u32) << 16)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
