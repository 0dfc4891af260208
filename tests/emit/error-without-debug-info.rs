// Without debug info an error names the function, and no line of core's.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s 2>&1 | FileCheck %s
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
    unsafe { core::ptr::read_volatile(ctx) }.map_or(0, |x| (x * 1.5).to_bits() as u32)
}
// CHECK: {{(^| )}}bpf-shim: error: in 'prog': floating point arithmetic is not possible in BPF
