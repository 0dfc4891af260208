// SPDX-License-Identifier: MIT OR Apache-2.0
//! A socket filter: counts TCP segments by flow, and hands those with SYN to userspace.
#![no_std]
#![no_main]
use core::mem::offset_of;
use redbpf_probes::socket_filter::prelude::*;
use probes as _;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Flow {
    source: u32,
    dest: u32,
    ports: [u16; 2],
}

#[map]
static mut flows: HashMap<Flow, u64> = HashMap::with_max_entries(1024);

const IP: usize = core::mem::size_of::<ethhdr>();

#[socket_filter]
fn watch_flows(skb: SkBuff) -> SkBuffResult {
    let proto: u16 = skb.load(offset_of!(ethhdr, h_proto))?;
    let transport: u8 = skb.load(IP + offset_of!(iphdr, protocol))?;
    if proto as u32 != ETH_P_IP || transport as u32 != IPPROTO_TCP {
        return Ok(SkBuffAction::Ignore);
    }
    let words: u8 = skb.load::<u8>(IP)? & 15;
    let tcp = IP + words as usize * 4;
    let flow = Flow {
        source: skb.load(IP + 12)?,
        dest: skb.load(IP + 16)?,
        ports: [skb.load(tcp)?, skb.load(tcp + 2)?],
    };
    let one = 1; // a constant of its own would be data, which kernels before 5.2 have none of
    unsafe {
        match flows.get_mut(&flow) {
            Some(count) => *count += 1,
            None => flows.set(&flow, &one),
        }
    }
    let flags: u8 = skb.load(tcp + 13)?;
    Ok(if flags & 2 != 0 { SkBuffAction::SendToUserspace } else { SkBuffAction::Ignore })
}
