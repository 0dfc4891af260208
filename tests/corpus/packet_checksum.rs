// promise: the internet checksum over the headers of a packet
// kernel: 4.15
// inputs: packets
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn fold(mut sum: u32) -> u16 {
    for _ in 0..4 {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}

fn checksum(bytes: &[u8]) -> u16 {
    let mut sum = 0;
    for pair in bytes.chunks_exact(2) {
        sum += u16::from_be_bytes([pair[0], pair[1]]) as u32;
    }
    fold(sum)
}

fn checksum_walk(packet: &Packet) -> u16 {
    let mut sum = 0u32;
    for i in 0..40 {
        let Some(word) = packet.read::<u16>(14 + i * 2) else {
            break;
        };
        sum += u16::from_be(word) as u32;
    }
    fold(sum)
}

fn compute(packet: &Packet) -> u64 {
    let header = match packet.bytes::<20>(14) {
        Some(header) => checksum(header) as u64,
        None => 0xabcd_0000,
    };
    header << 16 | checksum_walk(packet) as u64
}

programs! {
    xdp prog => compute;
}
