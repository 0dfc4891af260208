// SPDX-License-Identifier: MIT OR Apache-2.0
//! A kprobe: a value of 808 bytes that is filled by a loop, and powers.
#![no_std]
#![no_main]
use redbpf_probes::kprobe::prelude::*;
use probes as _;

#[repr(C)]
pub struct Big {
    len: usize,
    items: [usize; 100],
}

#[map]
static mut big: PerCpuArray<Big> = PerCpuArray::with_max_entries(1);
#[map]
static mut powers: HashMap<usize, usize> = HashMap::with_max_entries(64);

#[kprobe("do_sys_open")]
fn fill(regs: Registers) {
    let value = unsafe { big.get_mut(0) }.unwrap();
    value.len = regs.parm1() as usize;
    for i in 0..=99 {
        value.items[i] = i * 3;
    }
    for i in 1..=12 {
        unsafe { powers.set(&i, &(i.pow(3) + value.items[i])) };
    }
}
