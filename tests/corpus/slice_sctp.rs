// promise: chunks of SCTP, padded, counted by kind
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let mut rest = packet.get(46..)?;
    let mut kinds = 0u32;
    for _ in 0..4 {
        let Some((&[kind, flags, high, low], _)) = rest.split_first_chunk() else {
            break;
        };
        let length = usize::from(u16::from_be_bytes([high & 1, low]));
        if length < 4 {
            return None;
        }
        kinds = kinds << 8 | u32::from(kind ^ flags);
        let Some(next) = rest.get((length + 3) & !3..) else {
            break;
        };
        rest = next;
    }
    Some(kinds)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
