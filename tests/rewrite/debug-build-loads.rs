// A debug build loads: the alignment checks of its pointers, which the verifier forbids, are gone; the others panic.
// REQUIRES: rustc, root-bpf
// RUN: %rustc -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: %run %t 02000000 07000000 | FileCheck %s
// CHECK: run prog 0 30
// CHECK: run prog 1 0
#![no_std]
#![no_main]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
extern "C" fn prog(ctx: *const u32) -> u32 {
    let table = [10, 20, 30];
    table[unsafe { *ctx } as usize]
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
