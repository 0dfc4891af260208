// Promise: there is no DWARF but with --dwarf, whatever rustc says of stripping; then
// llvm-objdump -S shows the source, and the object runs as ever.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.none %s
// RUN: llvm-readelf -SW %t.none | FileCheck --check-prefix=NONE %s
// RUN: %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cstrip=debuginfo -Clink-arg=--dwarf \
// RUN:   --crate-name p -o %t.dwarf %s
// RUN: llvm-objdump -d -S %t.dwarf | FileCheck %s
// RUN: llvm-dwarfdump --verify %t.dwarf
// RUN: %top/build/tests/btf_check %t.dwarf
// RUN: %top/build/tests/run_prog %t.dwarf 0102030405060708090a0b0c0d0e | FileCheck --check-prefix=RESULT %s
// NONE: .BTF.ext
// NONE-NOT: .debug
// CHECK: ;     COUNT.wrapping_add(40)
// CHECK: r{{[0-9]}} += 0x28
// RESULT: run prog 0 42
#![no_std]
#![no_main]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
static mut COUNT: u32 = 2;

unsafe fn sum() -> u32 {
    COUNT.wrapping_add(40)
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog() -> u32 {
    unsafe { sum() }
}
