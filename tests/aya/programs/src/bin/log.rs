//! aya-log: every kind of argument, and levels that userspace sets.
#![no_std]
#![no_main]

use core::net::Ipv4Addr;

use aya_ebpf::bindings::xdp_action::{XDP_ABORTED, XDP_PASS};
use aya_ebpf::macros::xdp;
use aya_ebpf::programs::XdpContext;
use aya_log_ebpf::{debug, error, info, warn};
use programs::ptr_at;

#[xdp]
pub fn log(ctx: XdpContext) -> u32 {
    match try_log(&ctx) {
        Ok(()) => XDP_PASS,
        Err(()) => {
            error!(&ctx, "cut");
            XDP_ABORTED
        }
    }
}

fn try_log(ctx: &XdpContext) -> Result<(), ()> {
    let mac: *const [u8; 6] = ptr_at(ctx, 6)?;
    let kind: *const [u8; 2] = ptr_at(ctx, 12)?;
    let from: *const [u8; 4] = ptr_at(ctx, 14 + 12)?;
    let (mac, kind, from) = unsafe { (*mac, u16::from_be_bytes(*kind), *from) };
    let length = ctx.data_end() - ctx.data();

    info!(ctx, "{} bytes of {:x} from {:mac} {:i}", length, kind, mac, u32::from_be_bytes(from));
    warn!(ctx, "{} {} {} {}", -1i8, i64::MIN, u64::MAX, "text");
    debug!(ctx, "{:X} {}", 0xbeefu32, Ipv4Addr::from(from));
    Ok(())
}
