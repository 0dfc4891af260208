// The digits of a float are a program of many loops within loops, far too large when all of them are unrolled: that is
// given up early, and what is wrong with the program is said, not that LLVM takes minutes.
// REQUIRES: rustc
// RUN: rm -f %t && not timeout 200 %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
#![no_std]
#![no_main]
use core::fmt::Write;
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
struct Length(u32);
impl Write for Length {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        self.0 += s.len() as u32;
        Ok(())
    }
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "tc")]
extern "C" fn prog(ctx: *const f32) -> u32 {
    let mut length = Length(0);
    let _ = write!(length, "{}", unsafe { *ctx });
    length.0
}
// CHECK: bpf-shim: error: {{.*}}error-float-formatting.rs:24:{{[0-9]+}}: in 'prog': needs {{[0-9]+}} bytes of stack, and there are 512: {{[0-9]+}} bytes for a variable
// CHECK-NEXT: bpf-shim: help: move large variables into a per-cpu array map{{$}}
// CHECK-NOT: bpf-shim: error
