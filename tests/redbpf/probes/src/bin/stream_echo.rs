// SPDX-License-Identifier: MIT OR Apache-2.0
//! A stream parser and a verdict: what comes in goes back; the map's name is not its symbol's.
#![no_std]
#![no_main]
use redbpf_probes::sockmap::prelude::*;
use probes as _;

#[map(link_section = "maps/echo_sockmap")]
static mut SOCKMAP: SockMap = SockMap::with_max_entries(64);

#[stream_parser]
fn parse(skb: SkBuff) -> StreamParserResult {
    Ok(StreamParserAction::MessageLength(unsafe { (*skb.skb).len }))
}

#[stream_verdict]
fn verdict(skb: SkBuff) -> SkAction {
    match unsafe { SOCKMAP.redirect(skb.skb as *mut _, 0) } {
        Ok(_) => SkAction::Pass,
        Err(_) => SkAction::Drop,
    }
}
