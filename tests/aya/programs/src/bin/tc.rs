//! Classifiers: load, store and load_bytes of an skb, checksums put right, fields of the context.
#![no_std]
#![no_main]

use aya_ebpf::bindings::{TC_ACT_OK, TC_ACT_SHOT};
use aya_ebpf::macros::{classifier, map};
use aya_ebpf::maps::PerCpuArray;
use aya_ebpf::programs::TcContext;
use programs as _;

const TTL: usize = 14 + 8;
const CHECKSUM: usize = 14 + 10;

#[map]
static SCRATCH: PerCpuArray<[u8; 64]> = PerCpuArray::with_max_entries(1, 0);

/// Routers do this: one hop less, and the header's checksum with it.
#[classifier]
pub fn hop(ctx: TcContext) -> i32 {
    try_hop(&ctx).unwrap_or(TC_ACT_SHOT)
}

fn try_hop(ctx: &TcContext) -> Result<i32, i64> {
    let kind = u16::from_be(ctx.load::<u16>(12)?);
    if kind != 0x0800 {
        return Ok(TC_ACT_OK);
    }
    let old = ctx.load::<u16>(TTL)?;
    let hops = (old as u8).checked_sub(1).filter(|hops| *hops > 0).ok_or(-1)?;
    let new = old & 0xff00 | u16::from(hops);
    ctx.l3_csum_replace(CHECKSUM, old.into(), new.into(), 2)?;
    ctx.store(TTL, &hops, 0)?;
    ctx.set_mark(u32::from(hops));
    Ok(TC_ACT_OK)
}

/// The sum of at most 64 bytes from 14 on, modulo 251.
#[classifier]
pub fn sum(ctx: TcContext) -> i32 {
    let Some(scratch) = SCRATCH.get_ptr_mut(0) else { return -1 };
    let scratch = unsafe { &mut *scratch };
    if ctx.len() <= 14 {
        return -3; // the kernel refuses to load nothing
    }
    let Ok(length) = ctx.load_bytes(14, scratch) else { return -2 };
    let mut sum = 0u32;
    for byte in scratch.iter().take(length) {
        sum += u32::from(*byte);
    }
    (sum % 251) as i32
}
