//! Maps in maps.
#![no_std]
#![no_main]

use aya_ebpf::btf_maps::{Array, ArrayOfMaps, HashOfMaps};
use aya_ebpf::macros::{btf_map, xdp};
use aya_ebpf::programs::XdpContext;
use programs::ptr_at;

#[btf_map]
static BY_INDEX: ArrayOfMaps<Array<u32, 4>, 2> = ArrayOfMaps::new();
#[btf_map]
static BY_KEY: HashOfMaps<u32, Array<u32, 4>, 2> = HashOfMaps::new();

/// Bytes of the packet: which outer map, which inner map, which element.
#[xdp]
pub fn inner(ctx: XdpContext) -> u32 {
    let Ok(bytes) = ptr_at::<[u8; 3]>(&ctx, 0) else { return 1 };
    let [outer, key, element] = unsafe { *bytes }.map(u32::from);
    let found = if outer == 0 {
        BY_INDEX.get(key).and_then(|map| map.get(element))
    } else {
        unsafe { BY_KEY.get(&key) }.and_then(|map| map.get(element))
    };
    found.copied().unwrap_or(2)
}
