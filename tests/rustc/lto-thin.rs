// rustc's own thin LTO leaves no list of exports and copies of the panic handler: the program is found and ends.
// REQUIRES: rustc, root-bpf
// RUN: %rustc -O -Cpanic=abort -Clto=thin -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: make -s -C %top/tests/kernel && %top/build/tests/run_prog -c %t 02000000 07000000 | FileCheck %s
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
