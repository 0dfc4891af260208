#![no_std]
#![no_main]

use aya_ebpf::bindings::{TC_ACT_PIPE, TC_ACT_SHOT, xdp_action};
use aya_ebpf::btf_maps::RingBuf;
use aya_ebpf::macros::{btf_map, classifier, map, tracepoint, xdp};
use aya_ebpf::maps::{HashMap, PerCpuArray};
use aya_ebpf::programs::{TcContext, TracePointContext, XdpContext};
use aya_ebpf::{EbpfContext, Global};
use aya_log_ebpf::{info, warn};
use packets_common::Seen;

const UDP: u8 = 17;

/// The port whose packets go no further.
#[unsafe(no_mangle)]
static CLOSED: Global<u16> = Global::new(0);

#[map]
static SEEN: PerCpuArray<Seen> = PerCpuArray::with_max_entries(256, 0);

#[map]
static MARKED: HashMap<u16, u32> = HashMap::with_max_entries(64, 0);

#[btf_map]
static ASKED: RingBuf<u32, 4096> = RingBuf::new();

#[inline(always)]
fn ptr_at<T>(ctx: &XdpContext, offset: usize) -> Result<*const T, ()> {
    let start = ctx.data();
    let end = ctx.data_end();
    if start + offset + size_of::<T>() > end {
        return Err(());
    }
    Ok((start + offset) as *const T)
}

#[xdp]
pub fn packets(ctx: XdpContext) -> u32 {
    match try_packets(&ctx) {
        Ok(ret) => ret,
        Err(()) => xdp_action::XDP_ABORTED,
    }
}

fn try_packets(ctx: &XdpContext) -> Result<u32, ()> {
    let kind = unsafe { *ptr_at::<[u8; 2]>(ctx, 12)? };
    if u16::from_be_bytes(kind) != 0x0800 {
        return Ok(xdp_action::XDP_PASS);
    }
    let protocol = unsafe { *ptr_at::<u8>(ctx, 14 + 9)? };
    let seen = SEEN.get_ptr_mut(u32::from(protocol)).ok_or(())?;
    unsafe {
        (*seen).packets += 1;
        (*seen).bytes += (ctx.data_end() - ctx.data()) as u64;
    }
    if protocol != UDP {
        return Ok(xdp_action::XDP_PASS);
    }
    let from = unsafe { *ptr_at::<[u8; 4]>(ctx, 14 + 12)? };
    let port = u16::from_be_bytes(unsafe { *ptr_at::<[u8; 2]>(ctx, 14 + 20 + 2)? });
    if port == CLOSED.load() {
        warn!(ctx, "{:i} asks for port {}", u32::from_be_bytes(from), port);
        return Ok(xdp_action::XDP_DROP);
    }
    info!(ctx, "{:i} to port {}", u32::from_be_bytes(from), port);
    Ok(xdp_action::XDP_PASS)
}

#[classifier]
pub fn marks(ctx: TcContext) -> i32 {
    try_marks(&ctx).unwrap_or(TC_ACT_SHOT)
}

fn try_marks(ctx: &TcContext) -> Result<i32, i64> {
    let kind = u16::from_be(ctx.load(12)?);
    if kind == 0x0800 && ctx.load::<u8>(14 + 9)? == UDP {
        let port = u16::from_be(ctx.load(14 + 20 + 2)?);
        let before = unsafe { MARKED.get(port) }.copied().unwrap_or(0);
        MARKED.insert(port, before + ctx.len(), 0)?;
        ctx.set_mark(u32::from(port));
    }
    Ok(TC_ACT_PIPE)
}

#[tracepoint]
pub fn asks(ctx: TracePointContext) -> u32 {
    u32::from(ASKED.output(ctx.tgid(), 0).is_err())
}

#[cfg(not(test))]
#[panic_handler]
fn panic(_info: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(link_section = "license")]
#[unsafe(no_mangle)]
static LICENSE: [u8; 13] = *b"Dual MIT/GPL\0";
