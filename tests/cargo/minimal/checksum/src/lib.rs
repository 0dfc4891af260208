#![no_std]

/// The Internet checksum's sum, before it is folded.
#[inline(never)]
pub fn sum(bytes: &[u8]) -> u32 {
    bytes.chunks(2).map(|pair| (pair[0] as u32) << 8 | pair[1] as u32).sum()
}

/// Panics for what is not there.
pub fn weight(kind: u8) -> u32 {
    [3, 5, 7][kind as usize]
}
