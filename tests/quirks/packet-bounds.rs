// promise: an element of a slice over the packet behind a header of variable length; Rust compares lengths
// inputs: headers
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn behind(packet: &[u8]) -> Option<u64> {
    let header = packet.get(14..)?;
    let payload = header.get(usize::from(*header.first()? & 15) * 4..)?;
    Some(u64::from(*payload.get(1)?) << 16 | payload.len() as u64)
}

fn element(packet: &&[u8]) -> u64 {
    behind(packet).unwrap_or(1 << 40)
}

programs! {
    xdp prog => element;
}
