//! XDP: headers by pointers into the packet, a block list, counters. Legacy maps.
#![no_std]
#![no_main]

use aya_ebpf::bindings::xdp_action::{XDP_ABORTED, XDP_DROP, XDP_PASS, XDP_TX};
use aya_ebpf::macros::{map, xdp};
use aya_ebpf::maps::{HashMap, PerCpuArray};
use aya_ebpf::programs::XdpContext;
use programs::ptr_at;

#[repr(C, packed)]
struct Ethernet {
    to: [u8; 6],
    from: [u8; 6],
    kind: u16,
}

#[repr(C, packed)]
struct Ipv4 {
    version_and_length: u8,
    service: u8,
    total: u16,
    fragment: [u16; 2],
    hops: u8,
    protocol: u8,
    checksum: u16,
    from: u32,
    to: u32,
}

#[repr(C, packed)]
struct Ports {
    from: u16,
    to: u16,
}

#[repr(C)]
pub struct Count {
    packets: u64,
    bytes: u64,
}

#[map]
static BLOCKED: HashMap<u32, u16> = HashMap::with_max_entries(16, 0);

#[map(name = "BY_PROTOCOL")]
static COUNTS: PerCpuArray<Count> = PerCpuArray::with_max_entries(256, 0);

#[xdp]
pub fn parse(ctx: XdpContext) -> u32 {
    try_parse(&ctx).unwrap_or(XDP_ABORTED)
}

fn try_parse(ctx: &XdpContext) -> Result<u32, ()> {
    let ethernet: *const Ethernet = ptr_at(ctx, 0)?;
    if u16::from_be(unsafe { (*ethernet).kind }) != 0x0800 {
        return Ok(XDP_PASS);
    }
    let ip: *const Ipv4 = ptr_at(ctx, 14)?;
    let ip = unsafe { &*ip };
    if let Some(count) = COUNTS.get_ptr_mut(ip.protocol.into()) {
        unsafe {
            (*count).packets += 1;
            (*count).bytes += (ctx.data_end() - ctx.data()) as u64;
        }
    }
    let length = usize::from(ip.version_and_length & 15) * 4;
    if length < size_of::<Ipv4>() || !matches!(ip.protocol, 6 | 17) {
        return Ok(XDP_PASS);
    }
    let ports: *const Ports = ptr_at(ctx, 14 + length)?;
    let to = u16::from_be(unsafe { (*ports).to });
    match unsafe { BLOCKED.get(u32::from_be(ip.from)) } {
        Some(port) if *port == to => Ok(XDP_DROP),
        Some(_) => Ok(XDP_TX),
        None => Ok(XDP_PASS),
    }
}
