// Helpers for the GPL only without a license: one warning with the number of calls, which rustc shows where it is asked
// to; none where aya loads the object, which takes no license for the GPL: by its crate, or by its section of maps.
// REQUIRES: rustc, root-bpf
// RUN: rm -rf %t && mkdir %t && cd %t && mkdir aya
// RUN: %rustc --edition=2024 -O -Cpanic=abort -Clinker-plugin-lto --crate-type rlib --crate-name aya_ebpf --cfg aya %s
// RUN: %rustc --edition=2024 -O -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 -Wlinker-messages \
// RUN:   --crate-name p -o none %s 2>&1 | FileCheck %s
// RUN: %rustc --edition=2024 -O -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 -Wlinker-messages \
// RUN:   --cfg maps --crate-name p -o maps %s 2>&1 | count 0
// RUN: %rustc --edition=2024 -O -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 -Wlinker-messages \
// RUN:   --cfg by_crate --extern aya_ebpf=libaya_ebpf.rlib --crate-name p -o by_crate %s 2>&1 | count 0
// RUN: %shim --check --json none | FileCheck %s --check-prefix=JSON
// Loaders that pass no license are refused.
// RUN: make -s -C %top/tests/kernel
// RUN: not %top/build/tests/run_prog none 0102030405060708090a0b0c0d0e
#![no_std]
#![cfg_attr(not(aya), no_main)]
#![allow(unexpected_cfgs)]

#[cfg(not(any(aya, by_crate)))]
fn print(what: &[u8]) {
    let helper: extern "C" fn(*const u8, u32) -> i32 = unsafe { core::mem::transmute(6usize) };
    helper(what.as_ptr(), what.len() as u32);
}
#[cfg(aya)]
pub fn print(what: &[u8]) {
    let helper: extern "C" fn(*const u8, u32) -> i32 = unsafe { core::mem::transmute(6usize) };
    helper(what.as_ptr(), what.len() as u32);
}
#[cfg(by_crate)]
use aya_ebpf::print;

#[cfg(not(aya))]
mod programs {
    use super::print;

    #[cfg(maps)]
    #[unsafe(no_mangle)]
    #[unsafe(link_section = "maps")]
    static COUNT: [u32; 7] = [2, 4, 8, 1, 0, 0, 0];

    #[unsafe(no_mangle)]
    #[unsafe(link_section = "xdp")]
    extern "C" fn first(ctx: *const u32) -> u32 {
        print(b"one\0");
        if unsafe { *ctx } > 4 {
            print(b"two\0");
        }
        2
    }
    #[unsafe(no_mangle)]
    #[unsafe(link_section = "xdp")]
    extern "C" fn second(ctx: *const u32) -> u32 {
        print(b"three\0");
        if unsafe { *ctx } > 4 {
            print(b"four\0");
        }
        2
    }
    #[panic_handler]
    fn panic(_: &core::panic::PanicInfo) -> ! {
        loop {}
    }
}
// CHECK: warning: linker stderr: bpf-shim: {{.*}}warning-no-license.rs:{{[0-9]+}}:{{[0-9]+}}: in 'first': insn {{[0-9]+}}: calls bpf_trace_printk, which is for programs under the GPL only, and there is no license, and 3 more{{$}}
// CHECK-NEXT: bpf-shim: help: add #[unsafe(link_section = "license")] #[unsafe(no_mangle)] static LICENSE: [u8; 4] = *b"GPL\0";
// CHECK-NOT: no license
// JSON: "rule":"gpl-only","severity":"warning"
// JSON-SAME: "count":4
