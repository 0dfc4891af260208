//! How much one process writes at a time, by powers of two.
#![no_std]
#![no_main]

use core::sync::atomic::{AtomicU64, Ordering};

use probes::Array;

probes::rest!();

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static PROCESS: Array<u32, 1> = Array::new();

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static SIZES: Array<[AtomicU64; 33], 1> = Array::new();

#[repr(C)]
struct SysEnter {
    common: [u64; 2],
    arguments: [u64; 6],
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "tracepoint/syscalls/sys_enter_write")]
extern "C" fn write(ctx: &SysEnter) -> u32 {
    let process = (unsafe { probes::bpf_get_current_pid_tgid() } >> 32) as u32;
    if PROCESS.get(&0).is_none_or(|wanted| *wanted != process) {
        return 0;
    }
    let size = ctx.arguments[2].min(u32::MAX.into());
    let slot = size.checked_ilog2().map_or(0, |log| log as usize + 1);
    if let Some(sizes) = SIZES.get(&0) {
        sizes[slot].fetch_add(1, Ordering::Relaxed);
    }
    0
}
