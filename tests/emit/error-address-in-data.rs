// A static that holds addresses is named with its line in the source.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=2 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
static LIMIT: u32 = 7;
mod names {
    pub static mut CURRENT: &u32 = &super::LIMIT;
}
#[unsafe(no_mangle)]
static NAMES: [&[u32; 3]; 2] = [&[1, 2, 3], &[4, 5, 6]];
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const u32) -> u32 {
    let i = unsafe { *ctx } as usize;
    NAMES[i & 1][i % 3] + unsafe { *core::ptr::read_volatile(&raw const names::CURRENT) }
}
// CHECK-DAG: bpf-shim: error: {{.*}}error-address-in-data.rs:13: static 'p::names::CURRENT' holds {{(the address of 'p::LIMIT'|an address in section '.rodata')}}, and loaders fill in no addresses in data{{$}}
// CHECK-DAG: bpf-shim: error: {{.*}}error-address-in-data.rs:16: static 'NAMES' holds an address in section '.rodata', and loaders fill in no addresses in data{{$}}
// CHECK: bpf-shim: help: keep values or array indices in it in place of references, strings and functions{{$}}
