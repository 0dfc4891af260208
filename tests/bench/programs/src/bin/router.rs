//! A router between IPv4 and IPv6: it looks up both addresses and the ports, replaces the headers, in both
//! directions, and mends the checksum of what they carry.
#![no_std]
#![no_main]

use aya_ebpf::bindings::xdp_action::{XDP_DROP, XDP_PASS, XDP_TX};
use aya_ebpf::helpers::{bpf_ktime_get_ns, bpf_xdp_adjust_head};
use aya_ebpf::macros::{map, xdp};
use aya_ebpf::maps::{HashMap, LruHashMap, PerCpuArray};
use aya_ebpf::programs::XdpContext;
use programs::ptr_at;

const ETHERNET: usize = 14;
const V4: usize = 20;
const V6: usize = 40;
const UDP: usize = 8;
const TCP: u8 = 6;
const DATAGRAM: u8 = 17;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Ethernet {
    to: [u8; 6],
    from: [u8; 6],
    kind: [u8; 2],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct HeaderV4 {
    version: u8,
    service: u8,
    length: [u8; 2],
    number: [u8; 2],
    fragment: [u8; 2],
    lives: u8,
    protocol: u8,
    checksum: [u8; 2],
    from: [u8; 4],
    to: [u8; 4],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct HeaderV6 {
    version: [u8; 4],
    length: [u8; 2],
    protocol: u8,
    lives: u8,
    from: [u8; 16],
    to: [u8; 16],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Udp {
    from: [u8; 2],
    to: [u8; 2],
    length: [u8; 2],
    checksum: [u8; 2],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Flow {
    from: [u8; 16],
    to: [u8; 16],
    from_port: u16,
    to_port: u16,
    protocol: u32,
}

#[repr(C)]
pub struct State {
    packets: u64,
    bytes: u64,
    last: u64,
    port: u16,
    _pad: [u16; 3],
}

#[repr(C)]
pub struct Counts {
    to_v6: u64,
    to_v4: u64,
    other: u64,
    cut: u64,
    fragments: u64,
    unknown: u64,
}

#[map]
static V6_OF_V4: HashMap<[u8; 4], [u8; 16]> = HashMap::with_max_entries(4096, 0);
#[map]
static V4_OF_V6: HashMap<[u8; 16], [u8; 4]> = HashMap::with_max_entries(4096, 0);
#[map]
static FLOWS: LruHashMap<Flow, State> = LruHashMap::with_max_entries(65536, 0);
#[map]
static COUNTS: PerCpuArray<Counts> = PerCpuArray::with_max_entries(1, 0);

enum Error {
    Cut,
    Fragment,
    Unknown,
    Other,
}

fn count(of: impl Fn(&mut Counts) -> &mut u64) {
    if let Some(counts) = COUNTS.get_ptr_mut(0) {
        *of(unsafe { &mut *counts }) += 1;
    }
}

fn read<T: Copy>(ctx: &XdpContext, offset: usize) -> Result<T, Error> {
    ptr_at::<T>(ctx, offset).map(|at| unsafe { *at }).map_err(|()| Error::Cut)
}

fn write<T>(ctx: &XdpContext, offset: usize, value: T) -> Result<(), Error> {
    let at = ptr_at::<T>(ctx, offset).map_err(|()| Error::Cut)? as *mut T;
    unsafe { *at = value };
    Ok(())
}

/// The sum of 16-bit words, not yet folded.
fn sum<const N: usize>(bytes: &[u8; N]) -> u32 {
    bytes.chunks_exact(2).map(|word| u16::from_be_bytes([word[0], word[1]]) as u32).sum()
}

fn fold(mut sum: u32) -> u16 {
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    sum as u16
}

/// The checksum after what it sums up has changed from `old` to `new`.
fn replace(checksum: [u8; 2], old: u32, new: u32) -> [u8; 2] {
    let sum = !u16::from_be_bytes(checksum) as u32 + (!fold(old)) as u32 + fold(new) as u32;
    (!fold(sum)).to_be_bytes()
}

fn v6_of(address: [u8; 4]) -> Result<[u8; 16], Error> {
    if let Some(known) = unsafe { V6_OF_V4.get(&address) } {
        return Ok(*known);
    }
    let mut made = [0; 16];
    made[..4].copy_from_slice(&[0x00, 0x64, 0xff, 0x9b]);
    made[12..].copy_from_slice(&address);
    V6_OF_V4.insert(&address, &made, 0).map_err(|_| Error::Unknown)?;
    V4_OF_V6.insert(&made, &address, 0).map_err(|_| Error::Unknown)?;
    Ok(made)
}

fn v4_of(address: [u8; 16]) -> Result<[u8; 4], Error> {
    match unsafe { V4_OF_V6.get(&address) } {
        Some(known) => Ok(*known),
        None => Err(Error::Unknown),
    }
}

/// Counts the packet in its flow and gives the port it has there.
fn follow(flow: &Flow, bytes: u64) -> Result<u16, Error> {
    let now = unsafe { bpf_ktime_get_ns() };
    if let Some(state) = FLOWS.get_ptr_mut(flow) {
        let state = unsafe { &mut *state };
        state.packets += 1;
        state.bytes += bytes;
        state.last = now;
        return Ok(state.port);
    }
    let state = State { packets: 1, bytes, last: now, port: flow.from_port, _pad: [0; 3] };
    FLOWS.insert(flow, &state, 0).map_err(|_| Error::Unknown)?;
    Ok(flow.from_port)
}

/// Where the checksum of the payload stands in it, if it has one of these pseudo headers.
fn checksum_offset(protocol: u8) -> Option<usize> {
    match protocol {
        DATAGRAM => Some(6),
        TCP => Some(16),
        _ => None,
    }
}

fn mend(ctx: &XdpContext, payload: usize, protocol: u8, old: u32, new: u32) -> Result<(), Error> {
    let Some(offset) = checksum_offset(protocol) else {
        return Ok(());
    };
    let checksum: [u8; 2] = read(ctx, payload + offset)?;
    if protocol == DATAGRAM && checksum == [0, 0] {
        return Ok(());
    }
    write(ctx, payload + offset, replace(checksum, old, new))
}

fn ports(ctx: &XdpContext, payload: usize, protocol: u8) -> Result<(u16, u16), Error> {
    if checksum_offset(protocol).is_none() {
        return Ok((0, 0));
    }
    let udp: Udp = read(ctx, payload)?;
    if protocol == DATAGRAM && (u16::from_be_bytes(udp.length) as usize) < UDP {
        return Err(Error::Other);
    }
    Ok((u16::from_be_bytes(udp.from), u16::from_be_bytes(udp.to)))
}

fn to_v6(ctx: &XdpContext, ethernet: Ethernet) -> Result<u32, Error> {
    let old: HeaderV4 = read(ctx, ETHERNET)?;
    if old.version != 0x45 {
        return Err(Error::Other);
    }
    if old.fragment[0] & 0x3f != 0 || old.fragment[1] != 0 {
        return Err(Error::Fragment);
    }
    let length = u16::from_be_bytes(old.length);
    if (length as usize) < V4 || old.lives < 2 {
        return Err(Error::Other);
    }
    let (from_port, to_port) = ports(ctx, ETHERNET + V4, old.protocol)?;
    let (from, to) = (v6_of(old.from)?, v6_of(old.to)?);
    let flow = Flow { from, to, from_port, to_port, protocol: old.protocol as u32 };
    let port = follow(&flow, length as u64)?;
    let new = HeaderV6 {
        version: [0x60 | old.service >> 4, old.service << 4, 0, 0],
        length: (length - V4 as u16).to_be_bytes(),
        protocol: old.protocol,
        lives: old.lives - 1,
        from,
        to,
    };
    if unsafe { bpf_xdp_adjust_head(ctx.ctx, V4 as i32 - V6 as i32) } != 0 {
        return Err(Error::Cut);
    }
    write(ctx, 0, Ethernet { kind: [0x86, 0xdd], to: ethernet.from, from: ethernet.to })?;
    write(ctx, ETHERNET, new)?;
    let payload = ETHERNET + V6;
    let was = sum(&old.from) + sum(&old.to) + from_port as u32;
    mend(ctx, payload, old.protocol, was, sum(&from) + sum(&to) + port as u32)?;
    if checksum_offset(old.protocol).is_some() {
        write(ctx, payload, port.to_be_bytes())?;
    }
    count(|counts| &mut counts.to_v6);
    Ok(XDP_TX)
}

fn header_v4(old: &HeaderV6, length: u16, from: [u8; 4], to: [u8; 4]) -> HeaderV4 {
    let mut new = HeaderV4 {
        version: 0x45,
        service: old.version[0] << 4 | old.version[1] >> 4,
        length: length.to_be_bytes(),
        number: [0, 0],
        fragment: [0x40, 0],
        lives: old.lives - 1,
        protocol: old.protocol,
        checksum: [0, 0],
        from,
        to,
    };
    let bytes: [u8; V4] = unsafe { core::mem::transmute(new) };
    new.checksum = (!fold(sum(&bytes))).to_be_bytes();
    new
}

fn to_v4(ctx: &XdpContext, ethernet: Ethernet) -> Result<u32, Error> {
    let old: HeaderV6 = read(ctx, ETHERNET)?;
    let length = u16::from_be_bytes(old.length);
    if old.version[0] >> 4 != 6 || old.lives < 2 || length > 0xffff - V4 as u16 {
        return Err(Error::Other);
    }
    let (from_port, to_port) = ports(ctx, ETHERNET + V6, old.protocol)?;
    let (from, to) = (v4_of(old.from)?, v4_of(old.to)?);
    let flow =
        Flow { from: old.to, to: old.from, from_port: to_port, to_port: from_port, protocol: old.protocol as u32 };
    let port = follow(&flow, length as u64)?;
    let new = header_v4(&old, length + V4 as u16, from, to);
    if unsafe { bpf_xdp_adjust_head(ctx.ctx, V6 as i32 - V4 as i32) } != 0 {
        return Err(Error::Cut);
    }
    write(ctx, 0, Ethernet { kind: [0x08, 0x00], to: ethernet.from, from: ethernet.to })?;
    write(ctx, ETHERNET, new)?;
    let payload = ETHERNET + V4;
    let was = sum(&old.from) + sum(&old.to) + to_port as u32;
    mend(ctx, payload, old.protocol, was, sum(&from) + sum(&to) + port as u32)?;
    if checksum_offset(old.protocol).is_some() {
        write(ctx, payload + 2, port.to_be_bytes())?;
    }
    count(|counts| &mut counts.to_v4);
    Ok(XDP_TX)
}

fn try_route(ctx: &XdpContext) -> Result<u32, Error> {
    let ethernet: Ethernet = read(ctx, 0)?;
    match u16::from_be_bytes(ethernet.kind) {
        0x0800 => to_v6(ctx, ethernet),
        0x86dd => to_v4(ctx, ethernet),
        _ => Err(Error::Other),
    }
}

#[xdp]
pub fn route(ctx: XdpContext) -> u32 {
    match try_route(&ctx) {
        Ok(action) => action,
        Err(Error::Other) => {
            count(|counts| &mut counts.other);
            XDP_PASS
        }
        Err(Error::Cut) => {
            count(|counts| &mut counts.cut);
            XDP_DROP
        }
        Err(Error::Fragment) => {
            count(|counts| &mut counts.fragments);
            XDP_PASS
        }
        Err(Error::Unknown) => {
            count(|counts| &mut counts.unknown);
            XDP_DROP
        }
    }
}
