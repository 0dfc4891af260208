// Promise: --no-btf leaves BTF out, but for what loaders cannot do without; the last word counts.
// REQUIRES: rustc
// RUN: %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.none \
// RUN:   -Clink-arg=--no-btf %s
// RUN: llvm-readelf -SW %t.none | FileCheck --check-prefix=NONE %s
// RUN: %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.again \
// RUN:   -Clink-arg=--no-btf -Clink-arg=--btf %s
// RUN: llvm-readelf -SW %t.again | FileCheck %s
// RUN: %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.maps \
// RUN:   -Clink-arg=--no-btf --cfg maps %s
// RUN: llvm-readelf -SW %t.maps | FileCheck %s
// NONE-NOT: .BTF
// CHECK: .BTF
#![no_std]
#![no_main]
#![allow(unexpected_cfgs)]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[repr(C)]
#[cfg(maps)]
pub struct Map {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const u64,
    max_entries: *const [i32; 4],
}
#[cfg(maps)]
unsafe impl Sync for Map {}

#[no_mangle]
#[cfg(maps)]
#[link_section = ".maps"]
static COUNTS: Map = Map {
    r#type: core::ptr::null(),
    key: core::ptr::null(),
    value: core::ptr::null(),
    max_entries: core::ptr::null(),
};

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog() -> u32 {
    2
}
