// SPDX-License-Identifier: MIT OR Apache-2.0
//! An action of tc: lets the first packet to each port pass, drops and counts the others.
#![no_std]
#![no_main]
use redbpf_macros::map;
use redbpf_probes::tc::prelude::*;
use probes as _;

#[repr(C)]
pub struct Blocked {
    packets: u64,
    bytes: [u8; 8],
}

#[map(link_section = "maps")]
static mut blocked_ports: TcHashMap<u16, Blocked> =
    TcHashMap::<u16, Blocked>::with_max_entries(1024, TcMapPinning::None);

const IP: usize = core::mem::size_of::<ethhdr>();

#[tc_action]
fn block_ports(skb: SkBuff) -> TcActionResult {
    let port: u16 = skb.load(IP + 20 + 2)?;
    let Some(blocked) = (unsafe { blocked_ports.get_mut(&port) }) else {
        let first = Blocked { packets: 0, bytes: [0; 8] };
        unsafe { blocked_ports.set(&port, &first) };
        return Ok(TcAction::Ok);
    };
    blocked.packets += 1;
    for i in 0..blocked.bytes.len() {
        blocked.bytes[i] = skb.load(IP + 28 + i)?;
    }
    Ok(TcAction::Shot)
}
