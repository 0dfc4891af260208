// promise: the checksum of an IPv4 header by chunks_exact
// kernel: 5.3
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..)?;
    let length = usize::from(ip.first()? & 15) * 4;
    let header = ip.get(..length)?;
    let sum: u32 =
        header.chunks_exact(2).map(|pair| u32::from(u16::from_be_bytes([pair[0], pair[1]]))).sum();
    let folded = (sum & 0xffff) + (sum >> 16);
    Some((folded & 0xffff) + (folded >> 16))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
