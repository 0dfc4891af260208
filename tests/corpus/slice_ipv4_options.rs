// promise: a walk over all options of IPv4 without a count
// kernel: 5.10
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn parse(packet: &[u8]) -> u64 {
    let Some(ip) = packet.get(14..) else { return 1 };
    let len = ip.first().map_or(0, |b| usize::from(b & 15) * 4);
    let Some(mut o) = ip.get(20..len) else { return 2 };
    let mut kinds = 0u64;
    while !o.is_empty() {
        let n = match o[0] {
            0 => break,
            1 => 1,
            _ => match o.get(1) {
                Some(&n) if n >= 2 => n as usize,
                _ => return 3,
            },
        };
        kinds = kinds * 31 + u64::from(o[0]);
        o = match o.get(n..) {
            Some(rest) => rest,
            None => return 4,
        };
    }
    kinds
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet)
}

programs! {
    xdp prog => compute;
}
