// promise: the labels of a DNS question's name, hashed
// kernel: 6.12
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..)?;
    let udp = ip.get(usize::from(ip.first()? & 15) * 4..)?;
    let mut name = udp.get(20..)?;
    let mut hash = 0x811c_9dc5u32;
    for _ in 0..8 {
        let (&length, rest) = name.split_first()?;
        if length == 0 {
            return Some(hash);
        }
        if length > 20 {
            return None;
        }
        let (label, rest) = rest.split_at_checked(usize::from(length))?;
        for byte in label {
            hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
        }
        name = rest;
    }
    None
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
