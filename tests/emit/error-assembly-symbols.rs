// Symbols where BPF has no relocation for them bring LLVM's assembler down: each is an error at its line, and so is a
// kind of registers that only the host has.
// REQUIRES: rustc, x86_64
// RUN: echo old > %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: grep -x old %t
// RUN: rm -f %t && %rustc --cfg right -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
#![no_std]
#![no_main]
use core::arch::asm;
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
struct Jump<const N: u64>;
impl<const N: u64> Jump<N> {
    fn far(&self) -> u64 {
        unsafe { asm!("r1 = 1", "goto far_away") };
        N
    }
}
#[cfg(not(right))]
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn jumps(_: *const u64) -> u64 {
    Jump::<2>.far()
}
#[cfg(not(right))]
#[unsafe(no_mangle)]
#[unsafe(link_section = "tc")]
extern "C" fn moves(_: *const u64) -> u64 {
    unsafe { asm!("r1 = somewhere") };
    0
}
#[cfg(not(right))]
#[unsafe(no_mangle)]
#[unsafe(link_section = "tc")]
extern "C" fn vector(ctx: *const f32) -> u64 {
    unsafe { asm!("/* {0} */", in(xmm_reg) *ctx) };
    0
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "socket")]
extern "C" fn inside(_: *const u64) -> u64 {
    let mut x = 1u64;
    unsafe { asm!("if {0} > 1 goto 2f", "{0} += 1", "2:", inout(reg) x) };
    x
}
// CHECK: bpf-shim: error: {{.*}}error-assembly-symbols.rs:17:18: in 'jumps': inline assembly that LLVM's assembler fails over: 'r1 = 1; goto far_away'{{$}}
// CHECK-NEXT: bpf-shim: help: give instructions registers and numbers: symbols are for calls, and for labels that the assembly defines itself{{$}}
// CHECK-NEXT: bpf-shim: error: {{.*}}error-assembly-symbols.rs:31:14: in 'moves': inline assembly that LLVM's assembler fails over: 'r1 = somewhere'{{$}}
// CHECK-NEXT: bpf-shim: help: give instructions
// CHECK-NEXT: bpf-shim: error: {{.*}}error-assembly-symbols.rs:38:14: in 'vector': inline assembly of another machine: BPF has no register 'x'{{$}}
// CHECK-NEXT: bpf-shim: help: write BPF's instructions
// CHECK-NOT: bpf-shim: error
