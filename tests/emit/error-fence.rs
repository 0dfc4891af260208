// A fence is an error at its line, and all other atomics that there are not as well; what is for the compiler alone is none.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
#![no_std]
#![no_main]
use core::sync::atomic::{compiler_fence, fence, AtomicU8, Ordering};
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const AtomicU8) -> u32 {
    compiler_fence(Ordering::SeqCst);
    fence(Ordering::Acquire);
    unsafe { (*ctx).fetch_add(1, Ordering::Relaxed) as u32 }
}
// CHECK: bpf-shim: error: {{.*}}error-fence.rs:16:5: in 'prog': a fence does not exist in BPF{{$}}
// CHECK-NEXT: bpf-shim: help: use compiler_fence(), or an atomic operation in place of what it orders{{$}}
// CHECK-NEXT: bpf-shim: error: {{.*}}error-fence.rs:17:21: in 'prog': atomic operations are possible on 32 and 64 bits only{{$}}
// CHECK-NEXT: bpf-shim: help: use AtomicU32 or AtomicU64{{$}}
// CHECK-NOT: bpf-shim: error
