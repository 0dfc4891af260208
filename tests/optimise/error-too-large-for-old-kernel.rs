// A program with more instructions than an old kernel takes is an error that names the lines they come from.
// REQUIRES: rustc
// RUN: not %rustc %s -o %t --crate-type bin -C opt-level=2 -C panic=abort -C debuginfo=1 -C linker-plugin-lto -C linker=%shim -C link-arg=--kernel=4.15 2>&1 | FileCheck %s
// CHECK: bpf-shim: error: in 'prog': {{[5-9][0-9][0-9][0-9]}} instructions, and Linux 4.15 takes 4096
// CHECK-NEXT: bpf-shim: help: shorten the loops: about {{[1-9][0-9]+}} from 'error_too_large_for_old_kernel::mix' ({{.*}}error-too-large-for-old-kernel.rs:17), {{[1-9][0-9]+}} from 'error_too_large_for_old_kernel::mix' ({{.*}}error-too-large-for-old-kernel.rs:15), {{[1-9][0-9]+}} from 'error_too_large_for_old_kernel::mix' ({{.*}}error-too-large-for-old-kernel.rs:16), {{[1-9][0-9]*}} from 'prog' ({{.*}}), {{[1-9][0-9]*}} from elsewhere
// Without debug info the help says what shows them.
// RUN: not %rustc %s -o %t --crate-type bin -C opt-level=2 -C panic=abort -C linker-plugin-lto -C linker=%shim -C link-arg=--kernel=4.15 2>&1 | FileCheck %s --check-prefix=NONE
// NONE: bpf-shim: error: in 'prog': {{[5-9][0-9][0-9][0-9]}} instructions, and Linux 4.15 takes 4096
// NONE-NEXT: bpf-shim: help: shorten the loops; 'debug = 1' in Cargo.toml shows where the instructions come from{{$}}
#![no_std]
#![no_main]

#[inline(never)]
fn mix(state: u64) -> u64 {
    let a = state ^ state << 13;
    let b = a ^ a >> 7;
    let c = (b ^ b << 17).wrapping_mul(b | 1) ^ (b >> 3).wrapping_mul(a >> 9);
    c
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const u32) -> u32 {
    let mut state = unsafe { *ctx } as u64;
    for _ in 0..400 {
        state = mix(state);
    }
    state as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
