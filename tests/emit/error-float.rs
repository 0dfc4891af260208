// Floating point is an error at a line of the user, though the operation has been inlined out of core.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const Option<f64>) -> u32 {
    let x = unsafe { core::ptr::read_volatile(ctx) };
    let y = x.map(|x| {
        x * 1.5
    });
    y.map_or(0, |y| y.to_bits() as u32)
}
// CHECK: bpf-shim: error: {{.*}}error-float.rs:{{15|16}}:{{[0-9]+}}: in 'prog': floating point arithmetic is not possible in BPF
// CHECK-NEXT: bpf-shim: help: use integers (fixed point) instead
// CHECK-NOT: bpf-shim: error
