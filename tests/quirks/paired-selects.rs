// promise: the key of GRE between other optional fields: whether a slice is left is chosen with its pointer
// inputs: frames
// door: bpf
// opt: 0
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn key(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..)?;
    let mut rest = ip.get(usize::from(*ip.first()? & 15) * 4..)?;
    let header = rest.first_chunk::<4>()?;
    let flags = header[0];
    rest = &rest[4..];
    let mut key = 0;
    if flags & 0x80 != 0 {
        rest = rest.get(4..)?;
    }
    if flags & 0x20 != 0 {
        key = u32::from_be_bytes(*rest.first_chunk()?);
        rest = &rest[4..];
    }
    if flags & 0x10 != 0 {
        rest = rest.get(4..)?;
    }
    Some(key ^ u32::from(*rest.get(9)?))
}

fn compute(packet: &&[u8]) -> u64 {
    key(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
