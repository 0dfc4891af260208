// promise: fields of NTP as words of the host
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn parse(packet: &[u8]) -> Option<u32> {
    let ntp = packet.get(42..)?;
    let first = ntp.first()?;
    let (version, mode) = (first >> 3 & 7, first & 7);
    let seconds = long(ntp, 40)?.wrapping_sub(long(ntp, 24)?);
    let delay = long(ntp, 4)?;
    Some(seconds ^ delay ^ u32::from(version) << 24 ^ u32::from(mode) << 28)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
