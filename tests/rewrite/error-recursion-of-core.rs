// Recursion inside of core is one error that names the function that the program calls.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s 2>&1 | FileCheck %s --check-prefix=PLAIN
// RUN: not test -e %t
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
fn middle(values: &mut [u32; 40]) -> u32 {
    values.sort_unstable();
    values[20]
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const [u32; 40]) -> u32 {
    middle(&mut unsafe { *ctx })
}
// CHECK: bpf-shim: error: {{.*}}error-recursion-of-core.rs:13:12: in 'prog': the call of 'core::slice::<impl [T]>::sort_unstable' cannot be inlined (it calls itself){{$}}
// CHECK-NEXT: bpf-shim: help: use another function, or a loop of your own{{$}}
// CHECK-NOT: bpf-shim: error
// PLAIN: bpf-shim: error: in 'prog': the call of 'core::slice::sort::{{.*}}' cannot be inlined (it calls itself){{$}}
