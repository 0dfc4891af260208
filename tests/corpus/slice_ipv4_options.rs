// promise: IPv4 options between the header and the payload
// kernel: 5.3
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..)?;
    let length = usize::from(*ip.first()? & 0xf) * 4;
    let mut options = ip.get(20..length)?;
    let mut seen = 0u32;
    while let Some((&kind, rest)) = options.split_first() {
        match kind {
            0 => break,
            1 => options = rest,
            _ => {
                let size = usize::from(*rest.first()?);
                if size < 2 || size > options.len() {
                    return None;
                }
                seen = seen << 8 | u32::from(kind) + u32::from(options[size - 1]);
                options = &options[size..];
            }
        }
    }
    Some(seen)
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
