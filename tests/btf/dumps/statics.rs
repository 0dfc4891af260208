// Variables are told of section by section, at their offsets: those with #[no_mangle] by the names
// that loaders look up, others by their paths.
#![no_std]
#![no_main]
include!("prelude.rs");

use core::ptr::read_volatile;
use core::sync::atomic::{AtomicU32, Ordering};

#[no_mangle]
static LIMIT: u32 = 100;
#[no_mangle]
static NAMES: [[u8; 4]; 2] = [*b"tcp ", *b"udp "];
#[no_mangle]
static mut LEVEL: u8 = 3;
#[no_mangle]
static mut SEEN: [u64; 2] = [0; 2];

mod first {
    pub static mut COUNT: (u8, u64) = (1, 2);
}
mod second {
    pub static mut COUNT: u16 = 0;
}
static RUNS: AtomicU32 = AtomicU32::new(0);

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog() -> u32 {
    unsafe {
        let limit = read_volatile(&raw const LIMIT);
        let name = read_volatile(&raw const NAMES[(limit & 1) as usize][1]);
        SEEN[(limit & 1) as usize] += u64::from(read_volatile(&raw const LEVEL));
        let pair = read_volatile(&raw const first::COUNT);
        core::ptr::write_volatile(&raw mut first::COUNT, (pair.0, pair.1.wrapping_add(1)));
        second::COUNT = second::COUNT.wrapping_add(1);
        RUNS.store(limit, Ordering::Relaxed);
        limit ^ u32::from(name)
    }
}
