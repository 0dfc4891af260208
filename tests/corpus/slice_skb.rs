// promise: the slice of a packet of the traffic control
// kernel: 4.15
// inputs: skb-frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let (ethernet, ip) = packet.split_at_checked(14)?;
    let kind = u16::from_be_bytes(ethernet[12..].try_into().ok()?);
    let (protocol, rest) = match kind {
        0x800 => (*ip.get(9)?, ip.get(usize::from(ip[0] & 15) * 4..)?),
        0x86dd => (*ip.get(6)?, ip.get(40..)?),
        _ => return None,
    };
    let [source @ .., d1, d0] = *rest.first_chunk::<4>()?;
    Some(u32::from_be_bytes([protocol, source[1], d1, d0]))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    tc prog => compute;
}
