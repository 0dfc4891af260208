// promise: a length in bytes of seven bits, and a string behind it
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let mut bytes = packet.get(54..)?.iter();
    let kind = *bytes.next()? >> 4;
    let mut length = 0u32;
    for shift in [0, 7, 14, 21] {
        let byte = *bytes.next()?;
        length |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            let rest = bytes.as_slice();
            let name = rest.get(2..2 + usize::from(*rest.get(1)?))?;
            return Some(length << 8 ^ u32::from(kind) ^ u32::from(*name.last()?) << 24);
        }
    }
    None
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
