// promise: the type of a DNS question behind its name
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn name(mut rest: &[u8]) -> Option<&[u8]> {
    for _ in 0..16 {
        let length = *rest.first()?;
        rest = rest.get(1 + usize::from(length)..)?;
        if length == 0 {
            return Some(rest);
        }
    }
    None
}

fn parse(packet: &[u8]) -> Option<u32> {
    let (header, rest) = packet.get(42..)?.split_first_chunk::<12>()?;
    if header[4..6] != [0, 1] {
        return None;
    }
    let question = name(rest)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*question))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
