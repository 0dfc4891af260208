// promise: TLVs with lengths of nine bits
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let mut rest = packet.get(14..)?;
    let mut found = 0u32;
    for _ in 0..6 {
        let head = u16::from_be_bytes(*rest.first_chunk()?);
        let (kind, length) = (head >> 9, usize::from(head & 0x1ff));
        let value = rest.get(2..2 + length)?;
        match kind {
            0 => return Some(found),
            3 if length == 2 => found ^= u32::from(value[0]) << 8 | u32::from(value[1]),
            _ => found = found.rotate_left(5) ^ u32::from(*value.first()?),
        }
        rest = &rest[2 + length..];
    }
    None
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
