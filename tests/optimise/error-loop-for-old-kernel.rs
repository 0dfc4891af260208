// Before 5.3 there are no loops: one that cannot be unrolled is an error with its line and the reason.
// REQUIRES: rustc
// RUN: not %rustc %s -o %t --crate-type bin -C opt-level=2 -C panic=abort -C debuginfo=1 -C linker-plugin-lto -C linker=%shim -C link-arg=--kernel=4.15 2>&1 | FileCheck %s
// CHECK-DAG: bpf-shim: error: {{.*}}error-loop-for-old-kernel.rs:14:{{[0-9]+}}: in 'unbounded': loop cannot be unrolled for Linux 4.15 (no constant bound)
// CHECK-DAG: bpf-shim: help: give it a small bound that is known at build time, as 'for _ in 0..64' with a break has; loops may stay from Linux 5.3 on
// CHECK-DAG: bpf-shim: error: {{.*}}error-loop-for-old-kernel.rs:25:{{[0-9]+}}: in 'long': loop cannot be unrolled for Linux 4.15 (more than 4096 rounds)
#![no_std]
#![no_main]

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn unbounded(ctx: *const u32) -> u32 {
    let mut sum = 0u32;
    while sum % 7 != 6 {
        sum = sum.wrapping_add(unsafe { core::ptr::read_volatile(ctx) });
    }
    sum
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn long(ctx: *const u32) -> u32 {
    let mut sum = 0u32;
    let mut i = 0;
    while {
        i += 1;
        i < 5000
    } {
        sum = sum.wrapping_add(unsafe { core::ptr::read_volatile(ctx) });
    }
    sum
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
