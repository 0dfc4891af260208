// A function that can panic and that only a static has the address of is not called by a helper: the error says so.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=0 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
mod handlers {
    pub fn next(x: u32) -> u32 {
        x + 1
    }
}
#[unsafe(no_mangle)]
static mut HANDLERS: [fn(u32) -> u32; 1] = [handlers::next];
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(_: *const u32) -> u32 {
    unsafe { (&raw const HANDLERS).read_volatile()[0] as usize as u32 }
}
// CHECK: bpf-shim: error: {{.*}}error-panic-behind-pointer.rs:13:9: in 'p::handlers::next': a panic cannot end the program here: this function is known by its address only{{$}}
// CHECK-NEXT: bpf-shim: help: use generics or 'match' instead of function pointers, so that it is inlined{{$}}
// CHECK-NOT: bpf-shim: error
