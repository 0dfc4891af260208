// SPDX-License-Identifier: MIT OR Apache-2.0
//! XDP: an event with the first bytes of each packet.
#![no_std]
#![no_main]
use redbpf_probes::xdp::prelude::*;
use probes as _;

#[repr(C)]
pub struct Packet {
    len: u32,
    first: u32,
}

#[map]
static mut packets: PerfMap<Packet> = PerfMap::with_max_entries(64);

#[xdp]
fn report(ctx: XdpContext) -> XdpResult {
    let first = unsafe { *ctx.ptr_at::<u8>(ctx.data_start())? } as u32;
    let packet = Packet { len: ctx.len() as u32, first };
    unsafe { packets.insert(&ctx, &MapData::with_payload(packet, 0, 14)) };
    Ok(XdpAction::Drop)
}
