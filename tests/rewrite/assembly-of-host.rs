// Inline assembly for BPF works on the host target, too, where asm! is stable; the host's own is an error.
// REQUIRES: rustc, root-bpf
// RUN: %rustc -O -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: %run %t 0500000007000000 | FileCheck %s
// RUN: not %rustc -O -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t --cfg host %s 2>&1 \
// RUN:   | FileCheck %s --check-prefix=HOST
// CHECK: run prog 0 112
// HOST: bpf-shim: error: in 'prog': inline assembly of another machine: 'mov r2, [r1]' (invalid register/token name)
// HOST-NEXT: bpf-shim: help: write BPF's instructions, as in asm!("{0} <<= 3", inout(reg) x)
#![no_std]
#![no_main]
#![allow(named_asm_labels)] // "{0:e}" looks like one

use core::arch::asm;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
extern "C" fn prog(ctx: *const u32) -> u32 {
    let (mut a, mut b): (u64, u32);
    unsafe {
        asm!("{0} = *(u32 *)({1} + 0)", out(reg) a, in(reg) ctx);
        asm!("{0:e} = *(u32 *)({1} + 4)", "{0} += 100", out(reg) b, in(reg) ctx);
        asm!("{0} += {0}", inout(reg) a, options(att_syntax, pure, nomem));
        asm!("/* {0:e} */", inout(reg) b);
        #[cfg(host)]
        asm!("mov {0}, [{1}]", out(reg) a, in(reg) ctx);
    }
    (a as u32 + b) - 5
}
