// Two cycles through one method are one error that names both ways round.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=0 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
struct Walker {
    base: *const u32,
}
impl Walker {
    fn visit(&self, at: u32) -> u32 {
        let value = unsafe { *self.base.add(at as usize) };
        if value & 1 == 0 { value } else { self.left(value) ^ self.right(value) }
    }
    fn left(&self, at: u32) -> u32 {
        self.visit(at / 2)
    }
    fn right(&self, at: u32) -> u32 {
        self.visit(at / 3) ^ 5
    }
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn tree(base: *const u32) -> u32 {
    Walker { base }.visit(0)
}
// CHECK: bpf-shim: error: {{.*}}error-recursion-two-ways.rs:{{20|23}}:14: in 'tree': the call of 'p::Walker::visit' cannot be inlined (recursion through 'p::Walker::left', 'p::Walker::right'){{$}}
// CHECK-NEXT: bpf-shim: help: turn the recursion into a loop, or pass a depth that is known at build time{{$}}
// CHECK-NOT: bpf-shim: error
