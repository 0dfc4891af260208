// promise: strings that end in NUL
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let tftp = packet.get(42..)?;
    let (&[0, code], rest) = tftp.split_first_chunk()? else {
        return None;
    };
    let end = rest.iter().take(24).position(|&byte| byte == 0)?;
    let (file, mode) = rest.split_at(end);
    let octet = mode.get(1..6)?.eq_ignore_ascii_case(b"octet");
    let dot = file.iter().rposition(|&byte| byte == b'.').unwrap_or(99);
    Some(u32::from(code) | u32::from(octet) << 8 | (end as u32) << 16 | (dot as u32) << 24)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
