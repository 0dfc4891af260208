// SPDX-License-Identifier: MIT OR Apache-2.0
//! A uprobe and a uretprobe: who allocates how much, with the stack.
#![no_std]
#![no_main]
use redbpf_probes::uprobe::prelude::*;
use probes as _;

#[repr(C)]
pub struct Allocation {
    stack: i64,
    size: u64,
}

#[map]
static mut stacks: StackTrace = StackTrace::with_max_entries(1024);
#[map]
static mut allocations: PerfMap<Allocation> = PerfMap::with_max_entries(1024);
#[map]
static mut sizes: LruHashMap<u64, u64> = LruHashMap::with_max_entries(1024);

#[uprobe]
fn malloc(regs: Registers) {
    const USER_STACK: u64 = BPF_F_USER_STACK as u64;
    let size = regs.parm1();
    unsafe { sizes.set(&bpf_get_current_pid_tgid(), &size) };
    if let Ok(stack) = unsafe { stacks.stack_id(regs.ctx, USER_STACK) } {
        unsafe { allocations.insert(regs.ctx, &Allocation { stack, size }) };
    }
}

#[uretprobe("malloc")]
fn malloc_ends(regs: Registers) {
    if regs.rc() == 0 {
        unsafe { sizes.delete(&bpf_get_current_pid_tgid()) };
    }
}
