// What an instruction set lacks of atomics, each at its line and with what can be used instead.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 -Clink-arg=--cpu=v2 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 -Clink-arg=--kernel=5.4 --crate-name p -o %t %s 2>&1 | FileCheck %s --check-prefix=OLD
// RUN: not test -e %t
#![no_std]
#![no_main]
use core::sync::atomic::{AtomicU64, Ordering};
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const AtomicU64) -> u32 {
    let counter = unsafe { &*ctx };
    counter.store(3, Ordering::Release);
    counter.fetch_add(1, Ordering::Relaxed);
    counter.swap(7, Ordering::Relaxed) as u32
}
// CHECK: bpf-shim: error: {{.*}}: in 'prog': an atomic store that orders others needs instruction set v3, not v2{{$}}
// CHECK-NEXT: bpf-shim: help: use Ordering::Relaxed, or pass --cpu v3 (Linux 5.12 and later){{$}}
// CHECK-NEXT: bpf-shim: error: {{.*}}error-atomics.rs:19:13: in 'prog': this atomic operation needs instruction set v3, not v2{{$}}
// CHECK-NEXT: bpf-shim: help: pass --cpu v3 (Linux 5.12 and later), or use fetch_add() or fetch_sub() without their results{{$}}
// CHECK-NOT: bpf-shim: error
// OLD: bpf-shim: error: {{.*}}: in 'prog': an atomic store that orders others needs Linux 5.12{{$}}
// OLD-NEXT: bpf-shim: help: use Ordering::Relaxed{{$}}
// OLD-NEXT: bpf-shim: error: {{.*}}error-atomics.rs:19:13: in 'prog': this atomic operation needs Linux 5.12{{$}}
// OLD-NEXT: bpf-shim: help: older kernels have fetch_add() and fetch_sub() alone, without their results{{$}}
