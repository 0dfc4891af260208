// promise: options of IPv6 neighbour discovery, in units of eight bytes
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let icmp = packet.get(54..)?;
    if !matches!(icmp.first()?, 135 | 136) {
        return None;
    }
    let target: &[u8; 16] = icmp.get(8..24)?.try_into().ok()?;
    let mut options = &icmp[24..];
    for _ in 0..4 {
        let (kind, units) = (*options.first()?, *options.get(1)?);
        if units == 0 {
            return None;
        }
        let option = options.get(..usize::from(units) * 8)?;
        if kind == 1 || kind == 2 {
            return Some(u32::from_be_bytes([option[2], option[7], target[0], target[15]]));
        }
        options = &options[option.len()..];
    }
    None
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
