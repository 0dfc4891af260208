// SPDX-License-Identifier: MIT OR Apache-2.0
//! Two kprobes that work on one array: userspace may pin it and share it with other objects.
#![no_std]
#![no_main]
use redbpf_probes::kprobe::prelude::*;
use probes as _;

#[map]
static mut shared: Array<u64> = Array::with_max_entries(2);

#[kprobe("__x64_sys_getpid")]
fn one(_regs: Registers) {
    *unsafe { shared.get_mut(0) }.unwrap() += 1;
}

#[kprobe("__x64_sys_gettid")]
fn other(_regs: Registers) {
    let first = *unsafe { shared.get(0) }.unwrap();
    unsafe { shared.set(1, &(first + 1)) };
}
