// promise: a loop over options that are skipped by continue, some of them without a change of state
// kernel: 4.15
// inputs: packets
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[derive(Default)]
struct Options {
    segment: u16,
    scale: u8,
    selective: bool,
    stamp: u32,
    unknown: u8,
}

fn parse(packet: &Packet) -> Option<Options> {
    let offset = packet.read::<u8>(46)? as usize >> 4;
    let end = 34 + offset * 4;
    let mut at = 54;
    let mut found = Options::default();
    for _ in 0..8 {
        if at >= end {
            break;
        }
        match packet.read::<u8>(at)? {
            0 => break,
            1 => {
                at += 1;
                continue;
            }
            2 => found.segment = packet.read::<u16>(at + 2).map(u16::from_be)?,
            3 => found.scale = packet.read::<u8>(at + 2)?,
            4 => found.selective = true,
            8 => found.stamp = packet.read::<u32>(at + 2).map(u32::from_be)?,
            _ => found.unknown += 1,
        }
        at += (packet.read::<u8>(at + 1)? & 0x1f).max(2) as usize;
    }
    Some(found)
}

fn compute(packet: &Packet) -> u64 {
    parse(packet).map_or(1 << 62, |found| {
        (found.segment as u64) << 40 ^ (found.scale as u64) << 32 ^ (found.stamp as u64)
            ^ (found.selective as u64) << 60 ^ (found.unknown as u64) << 24
    })
}

programs! {
    xdp prog => compute;
}
