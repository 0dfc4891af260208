// promise: attributes of STUN, padded to words
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let (header, mut rest) = packet.get(42..)?.split_first_chunk::<20>()?;
    if header[4..8] != [0x21, 0x12, 0xa4, 0x42] {
        return None;
    }
    for _ in 0..5 {
        let (head, tail) = rest.split_first_chunk::<4>()?;
        let kind = u16::from_be_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_be_bytes([head[2], head[3]]) & 0xff);
        if kind == 0x20 {
            let value: &[u8; 8] = tail.get(..length)?.try_into().ok()?;
            return Some(u32::from_be_bytes([value[4], value[5], value[6], value[7]]) ^ 0x2112_a442);
        }
        rest = tail.get(length.next_multiple_of(4)..)?;
    }
    None
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
