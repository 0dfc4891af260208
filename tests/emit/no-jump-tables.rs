// A match of many arms becomes compares and branches at v4, too, where LLVM 22 jumps through a table.
// REQUIRES: rustc
// RUN: %rustc %s -o %t --crate-type bin -C opt-level=3 -C panic=abort -C linker-plugin-lto -C linker=%shim -C link-arg=--cpu=v4
// RUN: llvm-objdump -d %t | FileCheck %s
// CHECK: <prog>:
// CHECK-NOT: gotox
// CHECK: exit
#![no_std]
#![no_main]

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 5]) -> u32 {
    let [_, _, a, kind, b] = unsafe { *ctx };
    match kind & 15 {
        0 => a * 5,
        1 => a / (b | 1),
        2 => a ^ b << 5,
        3 => a % (b | 3),
        4 => b * b,
        5 => a.rotate_right(b & 31),
        6 => a + 1000,
        7 => b - a,
        8 => a | b,
        9 => a & b,
        10 => b / (a | 3),
        11 => a * a * b,
        12 => !b,
        13 => a << (b & 15),
        14 => b >> (a & 15),
        _ => 6,
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
