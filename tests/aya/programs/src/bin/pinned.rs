//! Maps that stay when the loader has gone, by both kinds of definitions.
#![no_std]
#![no_main]

use core::ptr::null;

use aya_ebpf::helpers::bpf_map_lookup_elem;
use aya_ebpf::macros::{map, xdp};
use aya_ebpf::maps::Array;
use aya_ebpf::programs::XdpContext;
use programs as _;

#[map]
static LEGACY: Array<u32> = Array::pinned(1, 0);

#[repr(C)]
pub struct Counter {
    r#type: *const [i32; 2], // ARRAY
    key: *const u32,
    value: *const u32,
    max_entries: *const [i32; 1],
    pinning: *const [i32; 1], // LIBBPF_PIN_BY_NAME
}
unsafe impl Sync for Counter {}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static TYPED: Counter =
    Counter { r#type: null(), key: null(), value: null(), max_entries: null(), pinning: null() };

fn typed() -> Option<*mut u32> {
    let key = 0u32;
    let map = (&raw const TYPED).cast_mut();
    let value = unsafe { bpf_map_lookup_elem(map.cast(), (&raw const key).cast()) };
    (!value.is_null()).then_some(value.cast())
}

/// How often it ran, counted in one map, and 10 times that of the other.
#[xdp]
pub fn pinned(_ctx: XdpContext) -> u32 {
    let (Some(legacy), Some(typed)) = (LEGACY.get_ptr_mut(0), typed()) else { return 0 };
    unsafe {
        *legacy += 1;
        *typed += 2;
        *legacy + 10 * *typed
    }
}
