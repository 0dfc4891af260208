// promise: the Ethernet frame in VXLAN
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn ethernet(frame: &[u8]) -> Option<(u16, &[u8])> {
    let (header, rest) = frame.split_first_chunk::<14>()?;
    Some((u16::from_be_bytes([header[12], header[13]]), rest))
}

fn ipv4(packet: &[u8]) -> Option<(u8, &[u8])> {
    let header = packet.first_chunk::<20>()?;
    let length = (usize::from(header[0]) & 15) * 4;
    Some((header[9], packet.get(length.max(20)..)?))
}

fn parse(packet: &[u8]) -> Option<u32> {
    let (0x800, ip) = ethernet(packet)? else {
        return None;
    };
    let (17, udp) = ipv4(ip)? else {
        return None;
    };
    if udp.get(2..4)? != 4789u16.to_be_bytes() {
        return None;
    }
    let (vxlan, frame) = udp.get(8..)?.split_first_chunk::<8>()?;
    let (0x800, inner) = ethernet(frame)? else {
        return None;
    };
    let (protocol, rest) = ipv4(inner)?;
    Some(u32::from_be_bytes([protocol, vxlan[4], vxlan[5], vxlan[6]]) ^ u32::from(*rest.first()?))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
