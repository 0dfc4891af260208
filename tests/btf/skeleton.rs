// Promise: bpftool makes a skeleton of an object, by whose names C sets constants before the load,
// pins a map that the next load goes on with, and fills a map of maps.
// REQUIRES: rustc, root-bpf
// RUN: rm -rf %t && mkdir -p %t/pins && cd %t
// RUN: %rustc -Copt-level=3 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o p.o %s
// RUN: bpftool gen skeleton p.o name p > p.skel.h
// RUN: clang -O1 -Wall -Werror -I. -o user %S/Inputs/skeleton.c -lbpf
// RUN: unshare -m sh -c 'mount -t bpf none pins && ./user pins' | FileCheck %s
// CHECK:      limit 7, found 100, runs 1, last 7
// CHECK-NEXT: limit 1000, found 100, runs 2, last 101
// CHECK-NOT:  {{.}}
#![no_std]
#![no_main]

use core::ffi::c_void;
use core::ptr::{null, read_volatile, write_volatile};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[repr(C)]
pub struct Runs {
    r#type: *const [i32; 2], // ARRAY
    key: *const u32,
    value: *const u64,
    max_entries: *const [i32; 1],
    pinning: *const [i32; 1], // LIBBPF_PIN_BY_NAME
}
#[repr(C)]
pub struct Inner {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const u32,
    max_entries: *const [i32; 4],
}
#[repr(C)]
pub struct Outer {
    r#type: *const [i32; 12], // ARRAY_OF_MAPS
    key: *const u32,
    max_entries: *const [i32; 2],
    values: [*const Inner; 0],
}
unsafe impl Sync for Runs {}
unsafe impl Sync for Outer {}

#[no_mangle]
#[link_section = ".maps"]
static RUNS: Runs =
    Runs { r#type: null(), key: null(), value: null(), max_entries: null(), pinning: null() };
#[no_mangle]
#[link_section = ".maps"]
static OUTER: Outer = Outer { r#type: null(), key: null(), max_entries: null(), values: [] };

#[no_mangle]
static STEP: u8 = 9;
#[no_mangle]
static LIMIT: u32 = 7;
#[no_mangle]
static mut LAST: u32 = 55;

unsafe fn lookup<V>(map: *const c_void, key: u32) -> Option<*mut V> {
    let lookup: extern "C" fn(*const c_void, *const u32) -> *mut V = core::mem::transmute(1usize);
    let value = lookup(map, &key);
    (!value.is_null()).then_some(value)
}

unsafe fn count() -> Option<u32> {
    let runs: *mut u64 = lookup((&raw const RUNS).cast(), 0)?;
    *runs += 1;
    let inner: *mut c_void = lookup((&raw const OUTER).cast(), 1)?;
    let found: *mut u32 = lookup(inner, 3)?;
    let sum = *found + u32::from(read_volatile(&STEP));
    write_volatile(&raw mut LAST, sum.min(read_volatile(&LIMIT)));
    Some(*found)
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog() -> u32 {
    unsafe { count() }.unwrap_or(0)
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
