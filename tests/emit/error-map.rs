// What is wrong with a map is said at the line of the static that defines it.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=2 -Clink-arg=--kernel=5.4 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[repr(C)]
pub struct Map {
    kind: u32,
    key: u32,
    value: u32,
    most: u32,
    flags: u32,
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
static EVENTS: Map = Map { kind: 27, key: 0, value: 0, most: 4096, flags: 0 };
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
static COUNTS: Map = Map { kind: 2, key: 4, value: 8, most: 1, flags: 1 << 30 };
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(_: *const u32) -> u32 {
    let lookup: extern "C" fn(*const Map, *const u32) -> *mut u64 =
        unsafe { core::mem::transmute(1usize) };
    lookup(&EVENTS, &0) as u32 + lookup(&COUNTS, &0) as u32
}
// CHECK-DAG: bpf-shim: error: {{.*}}error-map.rs:21: map 'EVENTS' is of type 27, ringbuf: needs Linux 5.8{{$}}
// CHECK-DAG: bpf-shim: error: {{.*}}error-map.rs:24: map 'COUNTS' has flags 0x40000000, which no kernel has{{$}}
