//! Global data: constants that userspace sets before the load, tables, counters that it reads.
#![no_std]
#![no_main]

use core::ptr::{addr_of_mut, read_volatile, write_volatile};

use aya_ebpf::Global;
use aya_ebpf::macros::xdp;
use aya_ebpf::programs::XdpContext;
use programs::ptr_at;

#[unsafe(no_mangle)]
static LIMIT: u32 = 3;
#[unsafe(no_mangle)]
static FACTOR: Global<u16> = Global::new(2);
#[unsafe(no_mangle)]
static TABLE: [u8; 8] = [1, 1, 2, 3, 5, 8, 13, 21];
#[unsafe(no_mangle)]
static mut RUNS: u32 = 0;
#[unsafe(no_mangle)]
static mut LAST: u32 = 77;

#[xdp]
pub fn globals(ctx: XdpContext) -> u32 {
    let Ok(byte) = ptr_at::<u8>(&ctx, 0) else { return 0 };
    let byte = unsafe { *byte };
    let limit = unsafe { read_volatile(&LIMIT) };
    let entry = unsafe { read_volatile(&TABLE[usize::from(byte & 7)]) };
    let value = u32::from(entry) * u32::from(FACTOR.load());
    unsafe {
        let runs = addr_of_mut!(RUNS);
        write_volatile(runs, read_volatile(runs) + 1);
        write_volatile(addr_of_mut!(LAST), value);
    }
    value.min(limit)
}
