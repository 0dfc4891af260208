// promise: a PPPoE session's packet, by the length of its header
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let (header, rest) = packet.split_first_chunk::<20>()?;
    let [0x88, 0x64, 0x11, 0, ref session @ .., l1, l0] = header[12..] else {
        return None;
    };
    let length = usize::from(u16::from_be_bytes([l1, l0]) & 0x7ff);
    let (protocol, payload) = rest.get(..length)?.split_first_chunk::<2>()?;
    let last = payload.last()?;
    Some(u32::from_be_bytes([session[1], protocol[0], protocol[1], *last]))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
