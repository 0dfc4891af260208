// promise: addresses compared with prefixes in a table
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

const PREFIXES: [([u8; 4], usize, u32); 3] =
    [([10, 0, 0, 0], 1, 1), ([192, 168, 0, 0], 2, 2), ([172, 16, 0, 0], 2, 3)];

fn parse(packet: &[u8]) -> Option<u32> {
    let ip = packet.get(14..34)?;
    let class = |address: &[u8]| {
        PREFIXES
            .iter()
            .find(|(prefix, length, _)| address.starts_with(&prefix[..*length]))
            .map_or(0, |&(_, _, class)| class)
    };
    Some(class(&ip[12..16]) << 8 | class(&ip[16..]))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
