// SPDX-License-Identifier: MIT OR Apache-2.0
//! XDP: loops with constant bounds, with a bound from the packet, and nested ones, some of them in
//! functions that ask not to be inlined; the results go into a map.
#![no_std]
#![no_main]
use redbpf_probes::maps::Array;
use redbpf_probes::xdp::prelude::*;
use probes as _;

#[map]
static mut results: Array<u64> = Array::with_max_entries(4);

#[inline(never)]
fn mix(seed: u64) -> u64 {
    let mut sum = seed;
    for i in 0..100 {
        sum = sum.rotate_left(5) ^ i;
    }
    sum
}

#[inline(never)]
fn mix_inclusive(seed: u64) -> u64 {
    let mut sum = seed;
    for i in 0..=99 {
        sum = sum.wrapping_mul(31).wrapping_add(i);
    }
    sum
}

fn mix_masked(seed: u64, n: u64) -> u64 {
    let mut sum = seed;
    for i in 0..(n & 63) {
        sum ^= sum << (i & 7) | 1;
    }
    sum
}

fn triangle(seed: u64) -> u64 {
    let mut sum = seed;
    for i in 0..8u64 {
        for k in i..8 {
            sum = sum.wrapping_add(i * k) ^ sum >> 3;
        }
    }
    sum
}

#[xdp]
fn run_loops(ctx: XdpContext) -> XdpResult {
    let seed = unsafe { *ctx.ptr_at::<u8>(ctx.data_start())? } as u64;
    unsafe {
        results.set(0, &mix(seed));
        results.set(1, &mix_inclusive(seed));
        results.set(2, &mix_masked(seed, seed));
        results.set(3, &triangle(seed));
    }
    Ok(XdpAction::Pass)
}
