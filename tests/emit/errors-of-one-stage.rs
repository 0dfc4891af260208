// What is wrong with several programs is said at once, stage by stage: first what inlining and atomics tell, then what
// code generation would.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --cfg early --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s --check-prefix=LATE
// RUN: not test -e %t
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
unsafe extern "C" {
    fn missing(x: u32) -> u32;
}
#[cfg(early)]
fn fib(n: u32) -> u32 {
    if n < 2 { n } else { fib(n - 1) ^ fib(n - 2) }
}
#[cfg(early)]
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn recursive(ctx: *const u32) -> u32 {
    fib(unsafe { *ctx })
}
#[cfg(early)]
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn atomic(ctx: *const core::sync::atomic::AtomicU64) -> u32 {
    unsafe { (*ctx).fetch_max(1, core::sync::atomic::Ordering::Relaxed) as u32 }
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn undefined(ctx: *const u32) -> u32 {
    unsafe { missing(*ctx) }
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn float(ctx: *const f32) -> u32 {
    unsafe { (*ctx < 3.0) as u32 }
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn indirect(ctx: *const fn(u32) -> u32) -> u32 {
    unsafe { (*ctx)(3) }
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn endless(ctx: *const u32) -> u32 {
    let mut n = 0u32;
    loop {
        n = n.wrapping_add(unsafe { core::ptr::read_volatile(ctx) });
    }
}
// CHECK: bpf-shim: error: {{.*}}:{{18|24}}:{{[0-9]+}}: in 'recursive': the call of 'p::fib' cannot be inlined (recursion){{$}}
// CHECK-NEXT: bpf-shim: help: turn the recursion into a loop, or pass a depth that is known at build time{{$}}
// CHECK-NEXT: bpf-shim: error: {{.*}}:30:{{[0-9]+}}: in 'atomic': this atomic operation does not exist in BPF{{$}}
// CHECK-NEXT: bpf-shim: help: there are add, sub, and, or, xor, swap and compare_exchange{{$}}
// CHECK-NOT: bpf-shim:
// LATE-COUNT-4: bpf-shim: error: {{.*errors-of-one-stage.rs:[0-9]+:[0-9]+}}: in '{{undefined|float|indirect|endless}}':
// LATE-NOT: bpf-shim: error
