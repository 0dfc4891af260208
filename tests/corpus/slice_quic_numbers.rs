// promise: numbers of one to eight bytes behind the long header of QUIC
// kernel: 5.4
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn varint(b: &[u8]) -> Option<(u64, &[u8])> {
    let (&first, _) = b.split_first()?;
    let len = 1usize << (first >> 6);
    let (bytes, rest) = b.split_at_checked(len)?;
    let n = bytes[1..].iter().fold(u64::from(first & 0x3f), |n, &b| n << 8 | u64::from(b));
    Some((n, rest))
}
fn cid(b: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&len, rest) = b.split_first()?;
    (len <= 20).then(|| rest.split_at_checked(len as usize)).flatten()
}
fn initial(packet: &[u8]) -> Option<u64> {
    let quic = packet.get(42..)?;
    let [first @ 0xc0..=0xff, v3, v2, v1, v0, rest @ ..] = quic else { return None };
    let version = u32::from_be_bytes([*v3, *v2, *v1, *v0]);
    let (dcid, rest) = cid(rest)?;
    let (scid, rest) = cid(rest)?;
    let hash = dcid.iter().chain(scid).fold(17u64, |h, &b| h.wrapping_mul(31) ^ u64::from(b));
    if first & 0x30 != 0 {
        return Some(hash);
    }
    let (token, rest) = varint(rest)?;
    let rest = rest.get(usize::try_from(token).ok()?..)?;
    let (len, rest) = varint(rest)?;
    Some(hash ^ len << 40 ^ u64::from(version) ^ (rest.len() as u64 >= len) as u64)
}
fn parse(packet: &[u8]) -> u64 {
    initial(packet).unwrap_or(3)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet)
}

programs! {
    xdp prog => compute;
}
