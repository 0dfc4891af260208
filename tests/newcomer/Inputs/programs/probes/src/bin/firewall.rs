//! Drops packets from some addresses and to some ports, and counts what it has dropped.
#![no_std]
#![no_main]

use core::net::Ipv4Addr;

use probes::{Hash, XDP_DROP, XDP_PASS, XdpMd};

probes::rest!();

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static ADDRESSES: Hash<Ipv4Addr, u64, 64> = Hash::new();

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static PORTS: Hash<u16, u64, 64> = Hash::new();

struct Flow {
    source: Ipv4Addr,
    port: Option<u16>,
}

/// What stands behind Ethernet's header and up to two VLAN tags, if it is IPv4.
fn network(packet: &[u8]) -> Option<&[u8]> {
    let (_, mut rest) = packet.split_at_checked(12)?;
    for _ in 0..3 {
        let (kind, behind) = rest.split_first_chunk::<2>()?;
        rest = match u16::from_be_bytes(*kind) {
            0x0800 => return Some(behind),
            0x8100 | 0x88a8 => behind.get(2..)?,
            _ => return None,
        };
    }
    None
}

fn flow(packet: &[u8]) -> Option<Flow> {
    let ip = network(packet)?;
    let header = ip.first_chunk::<20>()?;
    let transport = ip.get(usize::from(header[0] & 15) * 4..)?;
    let port = match header[9] {
        6 | 17 => Some(u16::from_be_bytes(*transport.get(2..)?.first_chunk()?)),
        _ => None,
    };
    let source = <[u8; 4]>::try_from(&header[12..16]).ok()?.into();
    Some(Flow { source, port })
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn firewall(ctx: &XdpMd) -> u32 {
    let Some(flow) = flow(ctx.packet()) else { return XDP_PASS };
    let by_address = ADDRESSES.get(&flow.source);
    let count = match (by_address, flow.port) {
        (Some(count), _) => Some(count),
        (None, Some(port)) => PORTS.get(&port),
        (None, None) => None,
    };
    match count {
        Some(count) => {
            *count += 1;
            XDP_DROP
        }
        None => XDP_PASS,
    }
}
