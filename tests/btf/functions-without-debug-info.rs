// Promise: with --subprograms each function has its func_info and a first line, in the sections of the
// programs and in .text, also those of a crate that was built without debug info.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: rm -rf %t && mkdir %t
// RUN: %rustc -O -Cpanic=abort -Clinker-plugin-lto --crate-type rlib --crate-name part --cfg part \
// RUN:   -Cdebuginfo=0 -o %t/libpart.rlib %s
// RUN: %rustc -O -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -g \
// RUN:   -Clink-arg=--subprograms --extern part=%t/libpart.rlib -o %t/p %s
// RUN: llvm-readelf -sW %t/p | FileCheck --check-prefix=SYMBOLS %s
// RUN: bpftool btf dump file %t/p | FileCheck %s
// RUN: %top/build/tests/btf_check -l %t/p | FileCheck --check-prefix=LINES %s
// RUN: %top/build/tests/run_prog %t/p 0102030405060708090a0b0c0d0e | FileCheck --check-prefix=RESULT %s
// SYMBOLS-DAG: FUNC LOCAL {{.*}}8programs5known
// SYMBOLS-DAG: FUNC LOCAL {{.*}}4part7unknown
// SYMBOLS-DAG: FUNC GLOBAL {{.*}}first
// SYMBOLS-DAG: FUNC GLOBAL {{.*}}second
// CHECK-DAG: FUNC 'first' {{.*}} linkage=global
// CHECK-DAG: FUNC 'second' {{.*}} linkage=global
// CHECK-DAG: FUNC 'known' {{.*}} linkage=static
// CHECK-DAG: FUNC 'part_unknown' {{.*}} linkage=static
// LINES-DAG: {{^}}.text+0 functions-without-debug-info.rs:[[#]]: value
// LINES-DAG: {{^}}xdp+0 functions-without-debug-info.rs:[[#]]: known
// RESULT-DAG: run first 0 2386604
// RESULT-DAG: run second 0 512
#![no_std]
#![cfg_attr(not(part), no_main)]
#![allow(unexpected_cfgs)]

#[cfg(part)]
#[inline(never)]
pub fn unknown(value: u64) -> u64 {
    value.wrapping_mul(value ^ 0x1234_5678) >> 7
}

#[cfg(not(part))]
mod programs {
    #[panic_handler]
    fn panic(_: &core::panic::PanicInfo) -> ! {
        loop {}
    }

    #[inline(never)]
    fn known(value: u64) -> u64 {
        value.rotate_left(9) ^ part::unknown(value)
    }

    #[no_mangle]
    #[link_section = "xdp"]
    extern "C" fn first(ctx: *const [u32; 4]) -> u32 {
        known(unsafe { (*ctx)[3] }.into()) as u32 // that of lo is 1
    }

    #[no_mangle]
    #[link_section = "xdp"]
    extern "C" fn second(ctx: *const [u32; 4]) -> u32 {
        let index = unsafe { (*ctx)[3] }.into();
        (known(index) ^ part::unknown(index)) as u32
    }
}
