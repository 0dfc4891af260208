//! Lets no HTTP request for /admin out, and counts the methods.
#![no_std]
#![no_main]

use probes::{Array, SkBuff, TC_ACT_OK, TC_ACT_SHOT};

probes::rest!();

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static METHODS: Array<u64, 3> = Array::new();

#[derive(Clone, Copy, PartialEq)]
enum Method {
    Get,
    Post,
    Other,
}

struct Request<'a> {
    method: Method,
    path: &'a [u8],
}

fn payload(packet: &[u8]) -> Option<&[u8]> {
    let (ethernet, ip) = packet.split_first_chunk::<14>()?;
    if ethernet[12..] != [8, 0] || *ip.get(9)? != 6 {
        return None;
    }
    let tcp = ip.get(usize::from(ip[0] & 15) * 4..)?;
    if tcp.get(2..4)? != 80u16.to_be_bytes() {
        return None;
    }
    tcp.get(usize::from(*tcp.get(12)? >> 4) * 4..)
}

fn request(payload: &[u8]) -> Option<Request<'_>> {
    let (method, rest) = if let Some(rest) = payload.strip_prefix(b"GET ") {
        (Method::Get, rest)
    } else if let Some(rest) = payload.strip_prefix(b"POST ") {
        (Method::Post, rest)
    } else {
        let space = payload.iter().take(8).position(|&byte| byte == b' ')?;
        (Method::Other, &payload[space + 1..])
    };
    let end = rest.iter().take(48).position(|&byte| byte == b' ')?;
    Some(Request { method, path: &rest[..end] })
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "tc")]
extern "C" fn http(skb: &SkBuff) -> i32 {
    let Some(request) = payload(skb.packet()).and_then(request) else { return TC_ACT_OK };
    if let Some(count) = METHODS.get(&(request.method as u32)) {
        *count += 1;
    }
    match request.path.strip_prefix(b"/admin") {
        Some([] | [b'/' | b'?', ..]) => TC_ACT_SHOT,
        _ => TC_ACT_OK,
    }
}
