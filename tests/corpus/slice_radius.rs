// promise: attributes of RADIUS, their lengths with their heads
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let radius = packet.get(42..)?;
    let length = usize::from(u16::from_be_bytes([*radius.get(2)?, *radius.get(3)?]));
    if length > 256 {
        return None;
    }
    let mut attributes = radius.get(20..length)?;
    let mut sum = u32::from(radius[0]);
    let mut left = 6;
    while let [kind, size, ..] = *attributes {
        let attribute = attributes.get(..usize::from(size))?;
        let value = attribute.get(2..)?;
        sum = sum.wrapping_mul(7) ^ u32::from(kind) ^ value.first().map_or(9, |&b| u32::from(b));
        attributes = &attributes[attribute.len()..];
        left -= 1;
        if left == 0 {
            return None;
        }
    }
    Some(sum)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
