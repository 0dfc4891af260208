// promise: a byte at a distance from where an iterator over a packet stands
// inputs: headers
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

/// A number in bytes of seven bits, and what stands behind it at the distance that is told there.
fn find(packet: &[u8]) -> Option<u64> {
    let mut bytes = packet.get(13..)?.iter();
    let mut number = 0;
    for shift in [0, 7, 14] {
        let byte = *bytes.next()?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            let rest = bytes.as_slice();
            return Some(number << 8 | u64::from(*rest.get(usize::from(*rest.first()? & 31))?));
        }
    }
    None
}

fn number(packet: &&[u8]) -> u64 {
    find(packet).unwrap_or(1 << 40)
}

programs! {
    xdp prog => number;
}
