// Recursion is an error at the user's line, with the Rust name; the panics inside it add no errors of their own.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
fn fib(table: &[u32; 90], n: usize) -> u32 {
    if n < 2 {
        return table[n + 88];
    }
    fib(table, n - 1) ^ fib(table, n - table[n] as usize)
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const [u32; 90]) -> u32 {
    let table = unsafe { &*ctx };
    fib(table, table[0] as usize)
}
// CHECK: bpf-shim: error: {{.*}}error-recursion.rs:{{15|21}}:{{[0-9]+}}: in '{{p::fib|prog}}': the call of 'p::fib' cannot be inlined (recursion)
// CHECK-NEXT: bpf-shim: help: turn the recursion into a loop
// CHECK-NOT: undefined symbol
