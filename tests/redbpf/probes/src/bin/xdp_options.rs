// SPDX-License-Identifier: MIT OR Apache-2.0
//! XDP: walks the options of a TCP header, five at most, and keeps their kinds in order in a map.
#![no_std]
#![no_main]
use redbpf_probes::maps::Array;
use redbpf_probes::xdp::prelude::*;
use probes as _;

const MOST: usize = 5;

#[repr(C)]
pub struct Options {
    count: u32,
    window_scale: u32,
    kinds: [u8; 8],
}

#[map]
static mut found: Array<Options> = Array::with_max_entries(1);

#[inline(never)]
fn byte(ctx: &XdpContext, at: usize) -> Result<u8, NetworkError> {
    Ok(unsafe { *ctx.ptr_at::<u8>(at)? })
}

#[inline(never)]
fn walk(ctx: &XdpContext, mut at: usize, end: usize, options: &mut Options) -> XdpResult {
    options.count = 0;
    for count in 0..MOST {
        if at >= end {
            break;
        }
        let kind = byte(ctx, at)?;
        if kind == 0 {
            break;
        }
        options.kinds[count] = kind;
        options.count += 1;
        let len = if kind == 1 { 1 } else { byte(ctx, at + 1)? as usize };
        if kind == 3 {
            options.window_scale = byte(ctx, at + 2)? as u32;
        }
        if len == 0 || len > 40 {
            break;
        }
        at += len;
    }
    Ok(XdpAction::Pass)
}

#[xdp]
fn parse_options(ctx: XdpContext) -> XdpResult {
    let Transport::TCP(tcp) = ctx.transport()? else {
        return Ok(XdpAction::Drop);
    };
    let start = tcp as usize + 20;
    let end = tcp as usize + unsafe { (*tcp).doff() } as usize * 4;
    let options = unsafe { found.get_mut(0) }.unwrap();
    walk(&ctx, start, end, options)
}
