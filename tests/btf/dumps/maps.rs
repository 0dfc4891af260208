// Maps of libbpf: kinds, flags, pinning, arrays of maps and of programs; the types of keys and values.
#![no_std]
#![no_main]
#![allow(non_camel_case_types)]
include!("prelude.rs");

use core::ptr::null;

#[repr(C)]
pub struct Key {
    address: [u8; 4],
    port: u16,
}
#[repr(C)]
pub struct Count {
    packets: u64,
    bytes: u64,
}

#[repr(C)]
pub struct Counts {
    r#type: *const [i32; 5], // LRU_PERCPU_HASH is 10, PERCPU_HASH 5
    key: *const Key,
    value: *const Count,
    max_entries: *const [i32; 1024],
    map_flags: *const [i32; 1], // BPF_F_NO_PREALLOC
    pinning: *const [i32; 1],   // LIBBPF_PIN_BY_NAME
}
#[repr(C)]
pub struct Inner {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const Count,
    max_entries: *const [i32; 16],
}
#[repr(C)]
pub struct Outer {
    r#type: *const [i32; 13], // HASH_OF_MAPS
    key: *const u32,
    max_entries: *const [i32; 8],
    values: [*const Inner; 0],
}
#[repr(C)]
pub struct Programs {
    r#type: *const [i32; 3], // PROG_ARRAY
    key_size: *const [i32; 4],
    value_size: *const [i32; 4],
    max_entries: *const [i32; 2],
}
#[repr(C)]
pub struct Ring {
    r#type: *const [i32; 27],
    max_entries: *const [i32; 4096],
}
unsafe impl Sync for Counts {}
unsafe impl Sync for Outer {}
unsafe impl Sync for Programs {}
unsafe impl Sync for Ring {}

#[no_mangle]
#[link_section = ".maps"]
static COUNTS: Counts = Counts {
    r#type: null(),
    key: null(),
    value: null(),
    max_entries: null(),
    map_flags: null(),
    pinning: null(),
};
#[no_mangle]
#[link_section = ".maps"]
static OUTER: Outer = Outer { r#type: null(), key: null(), max_entries: null(), values: [] };
#[no_mangle]
#[link_section = ".maps"]
static PROGRAMS: Programs =
    Programs { r#type: null(), key_size: null(), value_size: null(), max_entries: null() };
#[no_mangle]
#[link_section = ".maps"]
static RING: Ring = Ring { r#type: null(), max_entries: null() };

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog() -> u32 {
    2
}
