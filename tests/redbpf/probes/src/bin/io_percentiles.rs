// SPDX-License-Identifier: MIT OR Apache-2.0
//! A kprobe: histograms in per-CPU arrays, with divisions and with `unwrap`.
#![no_std]
#![no_main]
use redbpf_probes::kprobe::prelude::*;
use probes as _;

#[map]
static mut by_100ms: PerCpuArray<u64> = PerCpuArray::with_max_entries(100);
#[map]
static mut by_1ms: PerCpuArray<u64> = PerCpuArray::with_max_entries(100);
#[map]
static mut by_10us: PerCpuArray<u64> = PerCpuArray::with_max_entries(100);

#[kprobe("blk_account_io_done")]
fn account(regs: Registers) {
    let microseconds = regs.parm2().wrapping_sub(regs.parm3()) / 1000;
    unsafe {
        *by_100ms.get_mut((microseconds / 100_000).min(99) as u32).unwrap() += 1;
        if microseconds < 100_000 {
            *by_1ms.get_mut((microseconds / 1000) as u32).unwrap() += 1;
        }
        if microseconds < 1000 {
            *by_10us.get_mut((microseconds / 10) as u32).expect("within 100") += 1;
        }
    }
}
