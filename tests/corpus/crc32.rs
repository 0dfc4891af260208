// promise: a CRC bit by bit
// kernel: 5.2
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut crc = !0u32;
    for &b in &input[..32] {
        crc ^= b as u32;
        for _ in 0..8 {
            crc = if crc & 1 != 0 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc as u64
}

programs! {
    xdp prog => compute;
}
