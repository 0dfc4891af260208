// promise: addresses of ARP by ranges and try_into
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let arp = packet.get(14..42)?;
    if arp[..8] != [0, 1, 8, 0, 6, 4, 0, 1] && arp[7] != 2 {
        return None;
    }
    let sender = u32::from_be_bytes(arp[14..18].try_into().ok()?);
    let target = u32::from_be_bytes(arp[24..28].try_into().ok()?);
    let known = arp[18..24].iter().any(|&byte| byte != 0);
    Some((sender ^ target.rotate_left(8)).wrapping_add(known.into()))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
