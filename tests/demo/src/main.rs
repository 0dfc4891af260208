// SPDX-License-Identifier: MIT OR Apache-2.0
//! An XDP program that drops packets with source routing and packets to unwanted ports, and counts
//! its verdicts per protocol. Where a packet lies about itself, the code below panics.
#![no_std]
#![no_main]

mod bpf;

use bpf::{Array, Context, Packet};
use core::panic::PanicInfo;

const ABORTED: u32 = 0;
const DROP: u32 = 1;
const PASS: u32 = 2;

const VLAN_TAGS: [u16; 2] = [0x8100, 0x88a8];
const UNWANTED_PORTS: [u16; 5] = [23, 135, 445, 1900, 5353];
const LOOSE_ROUTE: u8 = 131;
const STRICT_ROUTE: u8 = 137;

/// How often each verdict was given.
type Verdicts = [u64; 3];

#[repr(u32)]
#[derive(Clone, Copy)]
enum Protocol {
    Unknown,
    Arp,
    Icmp,
    Tcp,
    Udp,
}

#[no_mangle]
#[link_section = ".maps"]
static VERDICTS: Array<Verdicts, 5> = Array::new();

fn count(protocol: Protocol, verdict: u32) {
    if let Some(verdicts) = VERDICTS.get(protocol as u32) {
        verdicts[verdict as usize] += 1;
    }
}

fn be16(bytes: &[u8]) -> u16 {
    u16::from_be_bytes([bytes[0], bytes[1]])
}

/// The offset of what follows the Ethernet header with up to two VLAN tags, and its type.
fn network(packet: &Packet) -> (usize, u16) {
    let mut offset = 14;
    let mut kind = be16(packet.slice::<2>(12));
    for _ in 0..2 {
        if VLAN_TAGS.contains(&kind) {
            kind = be16(packet.slice::<2>(offset + 2));
            offset += 4;
        }
    }
    (offset, kind)
}

/// Looks for options that choose the packet's way, in the IPv4 header of this length. Nobody sends
/// more than eight options; the verifier wants an end that it can see.
fn is_source_routed(packet: &Packet, header: usize, length: usize) -> bool {
    let mut at = 20;
    for _ in 0..8 {
        if at >= length {
            break;
        }
        match packet.slice::<1>(header + at)[0] {
            0 => break,
            1 => at += 1,
            LOOSE_ROUTE | STRICT_ROUTE => return true,
            _ => {
                let size = packet.slice::<1>(header + at + 1)[0] as usize;
                assert!((2..=40).contains(&size));
                at += size;
            }
        }
    }
    false
}

fn inspect_ipv4(packet: &Packet, header: usize) -> (Protocol, u32) {
    let ip = packet.slice::<20>(header);
    let length = (ip[0] & 15) as usize * 4;
    assert!(length >= 20);
    let protocol = match ip[9] {
        1 => Protocol::Icmp,
        6 => Protocol::Tcp,
        17 => Protocol::Udp,
        _ => return (Protocol::Unknown, PASS),
    };
    if is_source_routed(packet, header, length) {
        return (protocol, DROP);
    }
    let transport = packet.slice::<4>(header + length);
    let unwanted = match protocol {
        Protocol::Icmp => false,
        _ => UNWANTED_PORTS.contains(&be16(&transport[2..])),
    };
    (protocol, if unwanted { DROP } else { PASS })
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn packet_filter(context: &Context) -> u32 {
    let packet = Packet::new(context);
    let (protocol, verdict) = match network(&packet) {
        (header, 0x0800) => inspect_ipv4(&packet, header),
        (_, 0x0806) => (Protocol::Arp, PASS),
        _ => (Protocol::Unknown, PASS),
    };
    count(protocol, verdict);
    verdict
}

/// The program ends where it panics, and returns 0: ABORTED.
#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    count(Protocol::Unknown, ABORTED);
    loop {}
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
