// An undefined symbol is named with each of its callers and their source lines, however often they were inlined.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
#![no_std]
#![no_main]
unsafe extern "C" {
    fn not_there(x: u32) -> u32;
}
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
mod inner {
    #[inline(never)]
    pub fn call(x: u32) -> u32 {
        unsafe { super::not_there(x) + 1 }
    }
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const u32) -> u32 {
    inner::call(unsafe { *ctx })
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "tc")]
extern "C" fn other(ctx: *const u32) -> u32 {
    inner::call(unsafe { *ctx }) + inner::call(unsafe { *ctx.add(1) }) + unsafe { not_there(3) }
}
// CHECK: bpf-shim: error: {{.*}}error-undefined-symbol.rs:17:18: in '{{prog|other}}': undefined symbol 'not_there', called by 'p::inner::call'{{$}}
// CHECK-NEXT: bpf-shim: help: link the crate or file that defines it{{$}}
// CHECK-NEXT: bpf-shim: error: {{.*}}error-undefined-symbol.rs:28:83: in 'other': undefined symbol 'not_there'{{$}}
// CHECK-NEXT: bpf-shim: help:
// CHECK-NOT: bpf-shim: error
