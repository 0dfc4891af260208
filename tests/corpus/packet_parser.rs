// promise: a packet parser over raw pointers: Ethernet, VLAN, IPv4 with options, TCP, UDP
// kernel: 4.15
// inputs: packets
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

struct Flow {
    source: u32,
    destination: u32,
    ports: u32,
    protocol: u8,
}

fn parse(packet: &Packet) -> Option<Flow> {
    let mut offset = 12;
    let mut kind = u16::from_be(packet.read(offset)?);
    for _ in 0..2 {
        if kind != 0x8100 && kind != 0x88a8 {
            break;
        }
        offset += 4;
        kind = u16::from_be(packet.read(offset)?);
    }
    if kind != 0x0800 {
        return None;
    }
    let ip = offset + 2;
    let header = packet.bytes::<20>(ip)?;
    if header[0] >> 4 != 4 || header[0] & 15 < 5 {
        return None;
    }
    let transport = ip + (header[0] & 15) as usize * 4;
    let protocol = header[9];
    let ports = match protocol {
        6 | 17 => u32::from_be(packet.read(transport)?),
        _ => 0,
    };
    Some(Flow {
        source: u32::from_be_bytes([header[12], header[13], header[14], header[15]]),
        destination: u32::from_be_bytes([header[16], header[17], header[18], header[19]]),
        ports,
        protocol,
    })
}

fn compute(packet: &Packet) -> u64 {
    match parse(packet) {
        None => 0xffff_ffff,
        Some(f) => {
            let hash = (f.source ^ f.destination.rotate_left(7)) as u64;
            hash << 32 ^ f.ports as u64 ^ (f.protocol as u64) << 24
        }
    }
}

programs! {
    xdp prog => compute;
}
