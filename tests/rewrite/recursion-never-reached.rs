// A function calls itself, but never gets there: LLVM finds that out, and drops what stood for the call while it was
// looked at.
// REQUIRES: rustc
// RUN: %rustc --edition=2024 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: llvm-objdump -d %t | FileCheck %s
// CHECK: <prog>:
// CHECK: exit
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
fn turn(n: u32, x: u16, y: u16) -> u16 {
    if x.checked_sub(0).is_some() {
        return 1;
    }
    turn(1, 1, x) ^ turn(1, y, 1)
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
extern "C" fn prog(_: *mut u8) -> u32 {
    turn(4, 0, 1) as u32
}
