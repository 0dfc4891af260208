// promise: sources of an IGMPv3 query, as many as it says
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..)?;
    let igmp = ip.get((ip.first()? & 15) as usize * 4..)?;
    let (header, sources) = igmp.split_at_checked(12)?;
    if header[0] != 0x11 {
        return None;
    }
    let count = usize::from(header[11]);
    let mut sum = u32::from_be_bytes([header[4], header[5], header[6], header[7]]);
    for source in sources.chunks_exact(4).take(count.min(8)) {
        sum ^= u32::from_be_bytes(source.try_into().ok()?);
    }
    Some(sum)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
