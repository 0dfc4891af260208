//! A packet filter that says in each branch what it has found, by aya-log.
#![no_std]
#![no_main]

use aya_ebpf::bindings::xdp_action::{XDP_ABORTED, XDP_DROP, XDP_PASS};
use aya_ebpf::macros::{map, xdp};
use aya_ebpf::maps::{HashMap, PerCpuArray};
use aya_ebpf::programs::XdpContext;
use aya_log_ebpf::{debug, error, info, trace, warn};
use programs::ptr_at;

#[map]
static BLOCKED: HashMap<u32, u32> = HashMap::with_max_entries(1024, 0);
#[map]
static LENGTHS: PerCpuArray<u64> = PerCpuArray::with_max_entries(16, 0);

fn read<T: Copy>(ctx: &XdpContext, offset: usize) -> Result<T, ()> {
    let at: *const T = ptr_at(ctx, offset)?;
    Ok(unsafe { *at })
}

fn name_of(port: u16) -> &'static str {
    match port {
        22 => "ssh",
        53 => "dns",
        80 => "http",
        123 => "ntp",
        443 => "https",
        _ => "other",
    }
}

fn tcp(ctx: &XdpContext, offset: usize) -> Result<u32, ()> {
    let (from, to): ([u8; 2], [u8; 2]) = (read(ctx, offset)?, read(ctx, offset + 2)?);
    let (from, to) = (u16::from_be_bytes(from), u16::from_be_bytes(to));
    let flags: u8 = read(ctx, offset + 13)?;
    match flags & 0x17 {
        0x02 => info!(ctx, "open {} to {} ({})", from, to, name_of(to)),
        0x12 => info!(ctx, "opened {} to {}", from, to),
        0x04 | 0x14 => warn!(ctx, "reset {} to {} flags {:x}", from, to, flags),
        0x01 | 0x11 => debug!(ctx, "close {} to {}", from, to),
        0x10 => trace!(ctx, "data {} to {}", from, to),
        other => {
            error!(ctx, "strange flags {:X} from {} to {} ({})", other, from, to, name_of(from));
            return Ok(XDP_DROP);
        }
    }
    Ok(XDP_PASS)
}

fn udp(ctx: &XdpContext, offset: usize) -> Result<u32, ()> {
    let (from, to): ([u8; 2], [u8; 2]) = (read(ctx, offset)?, read(ctx, offset + 2)?);
    let length: [u8; 2] = read(ctx, offset + 4)?;
    let (from, to) = (u16::from_be_bytes(from), u16::from_be_bytes(to));
    let length = u16::from_be_bytes(length);
    match to {
        53 => info!(ctx, "question of {} bytes from {}", length, from),
        123 => info!(ctx, "time for {}", from),
        0 => {
            warn!(ctx, "port 0 from {}", from);
            return Ok(XDP_DROP);
        }
        _ if length < 8 => {
            error!(ctx, "length {} of {} to {}", length, from, to);
            return Ok(XDP_DROP);
        }
        _ => debug!(ctx, "{} bytes {} to {} ({})", length, from, to, name_of(to)),
    }
    Ok(XDP_PASS)
}

fn icmp(ctx: &XdpContext, offset: usize) -> Result<u32, ()> {
    let kind: u8 = read(ctx, offset)?;
    let code: u8 = read(ctx, offset + 1)?;
    match (kind, code) {
        (0, _) => info!(ctx, "echo reply"),
        (3, 0) => warn!(ctx, "network unreachable"),
        (3, 1) => warn!(ctx, "host unreachable"),
        (3, 3) => warn!(ctx, "port unreachable"),
        (3, other) => warn!(ctx, "unreachable: {}", other),
        (8, _) => info!(ctx, "echo"),
        (11, _) => debug!(ctx, "time exceeded {}", code),
        _ => error!(ctx, "icmp {} {}", kind, code),
    }
    Ok(XDP_PASS)
}

fn v4(ctx: &XdpContext) -> Result<u32, ()> {
    let first: u8 = read(ctx, 14)?;
    let (from, to): ([u8; 4], [u8; 4]) = (read(ctx, 26)?, read(ctx, 30)?);
    let protocol: u8 = read(ctx, 23)?;
    let (source, target) = (u32::from_be_bytes(from), u32::from_be_bytes(to));
    if first >> 4 != 4 || first & 15 < 5 {
        error!(ctx, "header {:x} from {:i}", first, source);
        return Ok(XDP_DROP);
    }
    if let Some(reason) = unsafe { BLOCKED.get(&source) } {
        warn!(ctx, "blocked {:i} to {:i} for {}", source, target, *reason);
        return Ok(XDP_DROP);
    }
    let offset = 14 + (first & 15) as usize * 4;
    match protocol {
        1 => icmp(ctx, offset),
        6 => tcp(ctx, offset),
        17 => udp(ctx, offset),
        other => {
            info!(ctx, "protocol {} from {:i} to {:i}", other, source, target);
            Ok(XDP_PASS)
        }
    }
}

fn v6(ctx: &XdpContext) -> Result<u32, ()> {
    let (from, to): ([u8; 16], [u8; 16]) = (read(ctx, 22)?, read(ctx, 38)?);
    let next: u8 = read(ctx, 20)?;
    match next {
        6 => tcp(ctx, 54),
        17 => udp(ctx, 54),
        58 => {
            debug!(ctx, "icmp from {:i} to {:i}", from, to);
            Ok(XDP_PASS)
        }
        other => {
            info!(ctx, "next header {} from {:i}", other, from);
            Ok(XDP_PASS)
        }
    }
}

fn try_filter(ctx: &XdpContext) -> Result<u32, ()> {
    let from: [u8; 6] = read(ctx, 6)?;
    let kind: [u8; 2] = read(ctx, 12)?;
    let length = ctx.data_end() - ctx.data();
    if let Some(count) = LENGTHS.get_ptr_mut((length / 128) as u32) {
        unsafe { *count += 1 };
    } else {
        debug!(ctx, "long: {}", length);
    }
    match u16::from_be_bytes(kind) {
        0x0800 => v4(ctx),
        0x86dd => v6(ctx),
        0x0806 => {
            debug!(ctx, "arp from {:mac}", from);
            Ok(XDP_PASS)
        }
        other => {
            warn!(ctx, "kind {:x} from {:mac}, {} bytes", other, from, length);
            Ok(XDP_PASS)
        }
    }
}

#[xdp]
pub fn filter(ctx: XdpContext) -> u32 {
    match try_filter(&ctx) {
        Ok(action) => action,
        Err(()) => {
            error!(&ctx, "cut");
            XDP_ABORTED
        }
    }
}
