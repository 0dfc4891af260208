// promise: IPv4 in IPv4, to the innermost
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let mut ip = packet.get(14..)?;
    for depth in 0..3u32 {
        let header = ip.first_chunk::<20>()?;
        if header[0] >> 4 != 4 {
            return None;
        }
        let inner = ip.get(usize::from(header[0] & 15) * 4..)?;
        if header[9] != 4 {
            return Some(u32::from_be_bytes([header[16], header[17], header[18], header[19]]) ^ depth);
        }
        ip = inner;
    }
    None
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
