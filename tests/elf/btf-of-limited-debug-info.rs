// With -C debuginfo=1 rustc tells of no types: the function is there all the same, with its lines.
// REQUIRES: rustc
// RUN: %rustc -O -Cdebuginfo=1 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: bpftool btf dump file %t | FileCheck %s
// CHECK: FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
// CHECK: FUNC 'prog' type_id={{[0-9]+}} linkage=global
#![no_std]
#![no_main]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const u32) -> u32 {
    unsafe { *ctx }
}
