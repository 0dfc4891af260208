// promise: a stack of MPLS labels
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let (header, rest) = packet.split_first_chunk::<14>()?;
    if header[12..] != [0x88, 0x47] {
        return None;
    }
    let mut labels = 0u32;
    let mut entries = rest.chunks_exact(4).take(8);
    loop {
        let entry = u32::from_be_bytes(entries.next()?.try_into().ok()?);
        labels = labels.wrapping_mul(31) + (entry >> 12);
        if entry & 0x100 != 0 {
            return Some(labels);
        }
    }
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
