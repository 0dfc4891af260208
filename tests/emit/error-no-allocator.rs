// Box and its like without an allocator, out of libraries that were linked by hand: rustc itself looks only when it links.
// REQUIRES: rustc
// RUN: rm -rf %t && mkdir %t && %rustc -Copt-level=3 -Cpanic=abort -Cdebuginfo=1 --crate-type lib --crate-name p --emit llvm-bc -o %t/p.bc %s
// RUN: %status 5 %shim %t/p.bc -o %t/out 2>&1 | FileCheck %s
// RUN: not test -e %t/out
#![no_std]
extern crate alloc;
#[inline(never)]
fn boxed(x: u32) -> alloc::boxed::Box<u32> {
    alloc::boxed::Box::new(x)
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
pub extern "C" fn prog(ctx: *const u32) -> u32 {
    let b = boxed(unsafe { *ctx });
    unsafe { core::ptr::read_volatile(&raw const *b) }
}
// CHECK: bpf-shim: error: {{.*}}error-no-allocator.rs:10:5: in 'prog': undefined symbol '{{.*}}__rust_alloc', called by 'p::boxed': there is no allocator{{$}}
// CHECK-NEXT: bpf-shim: help: use arrays and maps instead of Box, Vec and String, or define a #[global_allocator]{{$}}
