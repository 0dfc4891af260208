// promise: the chain of IPv6 extension headers
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let (header, mut rest) = packet.get(14..)?.split_first_chunk::<40>()?;
    let mut next = header[6];
    for _ in 0..6 {
        let length = match next {
            0 | 43 | 60 => usize::from(*rest.get(1)?) * 8 + 8,
            44 => 8,
            51 => usize::from(*rest.get(1)?) * 4 + 8,
            _ => break,
        };
        next = *rest.first()?;
        rest = rest.get(length..)?;
    }
    let ports = rest.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*ports) ^ u32::from(next))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
