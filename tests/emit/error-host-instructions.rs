// Intrinsics and inline assembly of the host are errors, each at its line; only spin_loop()'s pause is left out.
// REQUIRES: rustc, x86_64
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
// RUN: %rustc --cfg pause -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: not %rustc --cfg pause --cfg global -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s 2>&1 | FileCheck %s --check-prefix=GLOBAL
#![no_std]
#![no_main]
use core::arch::asm;
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[cfg(global)]
core::arch::global_asm!("nop");
#[cfg(not(pause))]
#[inline(always)]
fn shift(mut x: u64) -> u64 {
    unsafe { asm!("shl {0}, 3", inout(reg) x) };
    x
}
#[cfg(not(pause))]
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn first(ctx: *const u64) -> u32 {
    let time = unsafe { core::arch::x86_64::_rdtsc() };
    let low: u64;
    unsafe { asm!("{0} <<= 3", "nop", inout(reg) *ctx => low) };
    (shift(low) + shift(time)) as u32
}
#[cfg(not(pause))]
#[unsafe(no_mangle)]
#[unsafe(link_section = "tc")]
extern "C" fn second(_: *const u64) -> u32 {
    let low: u32;
    unsafe { asm!("rdtsc", out("eax") low, out("edx") _) };
    low
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn third(_: *const u64) -> u32 {
    core::hint::spin_loop();
    2
}
// CHECK: bpf-shim: error: {{.*}}error-host-instructions.rs:26:25: in 'first': 'x86.rdtsc' is an instruction of x86, not of BPF{{$}}
// CHECK-NEXT: bpf-shim: help: use portable code instead of core::arch{{$}}
// CHECK-NEXT: bpf-shim: error: {{.*}}error-host-instructions.rs:28:14: in 'first': inline assembly of another machine: 'nop' (invalid register/token name){{$}}
// CHECK-NEXT: bpf-shim: help: write BPF's instructions, as in asm!("{0} <<= 3", inout(reg) x){{$}}
// CHECK-NEXT: bpf-shim: error: {{.*}}error-host-instructions.rs:19:14: in 'first': inline assembly of another machine: 'shl r{{[0-9]}}, 3' (invalid register/token name){{$}}
// CHECK-NEXT: bpf-shim: help:
// CHECK-NEXT: bpf-shim: error: {{.*}}error-host-instructions.rs:36:14: in 'second': inline assembly of another machine: BPF has no register 'ax'{{$}}
// CHECK-NEXT: bpf-shim: help:
// CHECK-NOT: bpf-shim: error
// GLOBAL: bpf-shim: error: global assembly of another machine: global_asm!(){{$}}
// GLOBAL-NEXT: bpf-shim: help: leave out what global_asm!() has for the host{{$}}
// GLOBAL-NEXT: bpf-shim: error: global assembly of another machine: 'nop' (invalid register/token name){{$}}
// GLOBAL-NEXT: bpf-shim: help:
// GLOBAL-NOT: bpf-shim: error
