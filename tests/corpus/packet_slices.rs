// promise: bounds-checked slices over packet bytes, made by from_raw_parts
// kernel: 4.15
// inputs: packets
// panics: some
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

/// The first N bytes as a slice, for code that indexes.
fn head<const N: usize>(packet: &Packet) -> &'static [u8] {
    if packet.start.wrapping_add(N) > packet.end {
        return &[];
    }
    unsafe { core::slice::from_raw_parts(packet.start as *const u8, N) }
}

fn be16(bytes: &[u8], at: usize) -> u16 {
    (bytes[at] as u16) << 8 | bytes[at + 1] as u16
}

fn compute(packet: &Packet) -> u64 {
    let bytes = head::<34>(packet);
    if be16(bytes, 12) != 0x0800 {
        return 1;
    }
    let ip = &bytes[14..];
    let length = (ip[0] & 15) as usize * 4;
    let options = &ip[20..length];
    let source = u32::from_be_bytes(ip[12..16].try_into().unwrap());
    (source as u64) << 16 | options.len() as u64 | (be16(ip, 2) as u64) << 48
}

programs! {
    xdp prog => compute;
}
