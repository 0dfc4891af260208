// SPDX-License-Identifier: MIT OR Apache-2.0
//! XDP: counts destination ports, and looks what to do up in a table by the first byte of the data:
//! a byte that the table does not have panics.
#![no_std]
#![no_main]
use redbpf_probes::maps::Array;
use redbpf_probes::xdp::prelude::*;
use probes as _;

#[map]
static mut port_counts: HashMap<u16, u64> = HashMap::with_max_entries(1024);
#[map]
static mut verdicts: Array<[u8; 8]> = Array::with_max_entries(1);

#[xdp]
fn count_ports(ctx: XdpContext) -> XdpResult {
    let port = ctx.transport()?.dest();
    let one = 1; // a constant of its own would be data, which kernels before 5.2 have none of
    unsafe {
        match port_counts.get_mut(&port) {
            Some(count) => *count += 1,
            None => port_counts.set(&port, &one),
        }
    }
    let first = ctx.data()?.read::<[u8; 1]>()?[0];
    let table = unsafe { verdicts.get(0) }.unwrap();
    Ok(if table[first as usize] == 0 { XdpAction::Pass } else { XdpAction::Drop })
}
