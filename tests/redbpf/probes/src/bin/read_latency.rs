// SPDX-License-Identifier: MIT OR Apache-2.0
//! A kprobe and a kretprobe that share a map; slow reads become events.
#![no_std]
#![no_main]
use redbpf_probes::kprobe::prelude::*;
use probes as _;

#[repr(C)]
pub struct SlowRead {
    pid_tgid: u64,
    nanoseconds: u64,
    comm: [c_char; 16],
}

#[map]
static mut started: HashMap<u64, u64> = HashMap::with_max_entries(10240);
#[map]
static mut slow_reads: PerfMap<SlowRead> = PerfMap::with_max_entries(128);

#[kprobe("vfs_read")]
fn read_begins(_regs: Registers) {
    unsafe { started.set(&bpf_get_current_pid_tgid(), &bpf_ktime_get_ns()) };
}

#[kretprobe("vfs_read")]
fn read_ends(regs: Registers) {
    let pid_tgid = bpf_get_current_pid_tgid();
    let Some(&start) = (unsafe { started.get(&pid_tgid) }) else {
        return;
    };
    let nanoseconds = bpf_ktime_get_ns() - start;
    unsafe { started.delete(&pid_tgid) };
    if nanoseconds / 1000 > 1000 {
        let event = SlowRead { pid_tgid, nanoseconds, comm: bpf_get_current_comm() };
        unsafe { slow_reads.insert(regs.ctx, &event) };
    }
}
