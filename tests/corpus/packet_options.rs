// promise: a loop over the options of a TCP header, whose offsets are variable
// kernel: 4.15
// inputs: packets
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn maximum_segment(packet: &Packet) -> Option<u16> {
    let offset = packet.read::<u8>(46)? as usize >> 4;
    let end = 34 + offset * 4;
    let mut at = 54;
    for _ in 0..10 {
        if at >= end {
            return None;
        }
        match packet.read::<u8>(at)? {
            0 => return None,
            1 => at += 1,
            2 => return packet.read::<u16>(at + 2).map(u16::from_be),
            _ => at += (packet.read::<u8>(at + 1)? & 0x1f).max(2) as usize,
        }
    }
    None
}

fn compute(packet: &Packet) -> u64 {
    maximum_segment(packet).map_or(0x10000, |size| size as u64)
}

programs! {
    xdp prog => compute;
}
