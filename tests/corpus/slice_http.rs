// promise: method and path of an HTTP request
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn payload(packet: &[u8]) -> Option<&[u8]> {
    let ip = packet.get(14..)?;
    let tcp = ip.get(usize::from(*ip.first()? & 15) << 2..)?;
    tcp.get(usize::from(*tcp.get(12)? >> 4) << 2..)
}

fn parse(packet: &[u8]) -> Option<u32> {
    let payload = payload(packet)?;
    let (method, rest) = if let Some(rest) = payload.strip_prefix(b"GET ") {
        (1, rest)
    } else if let Some(rest) = payload.strip_prefix(b"POST ") {
        (2, rest)
    } else {
        return None;
    };
    let length = rest.iter().take(32).position(|&byte| byte == b' ')?;
    let path = &rest[..length];
    let api = path.starts_with(b"/api");
    Some(method | u32::from(api) << 8 | (length as u32) << 16 | u32::from(*path.last()?) << 24)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
