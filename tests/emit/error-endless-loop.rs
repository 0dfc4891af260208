// The program's own endless loop is an error at its source line; the panic handler's is none.
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
extern "C" fn prog(ctx: *const u32) -> u32 {
    let table = [1u8, 2, 3];
    let x = unsafe { core::ptr::read_volatile(ctx) };
    if table[x as usize] == 2 {
        loop {
            unsafe { core::ptr::read_volatile(ctx) };
        }
    }
    x
}
// CHECK: bpf-shim: error: {{.*}}error-endless-loop.rs:{{17|18}}:{{[0-9]+}}: in 'prog': endless loop
// CHECK-NEXT: bpf-shim: help: a BPF program has to end: give the loop a way out
// CHECK-NOT: bpf-shim: error
