// promise: a pattern among the windows of a payload
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..)?;
    let tcp = ip.get(usize::from(*ip.first()? & 15) * 4..)?;
    let payload = tcp.get(20..)?;
    let at = payload.windows(4).take(40).position(|window| window == b"HTTP")?;
    let version = payload.get(at + 5..at + 8)?;
    Some((at as u32) << 16 | u32::from(version[0]) << 8 | u32::from(version[2]))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
