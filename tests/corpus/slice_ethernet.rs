// promise: the Ethernet header of a packet as a slice
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let header = packet.first_chunk::<14>()?;
    let kind = u16::from_be_bytes([header[12], header[13]]);
    let multicast = header[0] & 1 != 0;
    let same = header[..6] == header[6..12];
    Some(u32::from(kind) | u32::from(multicast) << 16 | u32::from(same) << 17)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
