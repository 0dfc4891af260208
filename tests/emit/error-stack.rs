// More stack than there is: how much, of which variables, in which function, inlined through which calls. What is spilled beside them is up to LLVM.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=2 --crate-name p -o %t %s 2>&1 | FileCheck %s --check-prefixes=CHECK,NAMES
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not test -e %t
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
mod parse {
    #[inline(never)]
    pub fn fields(ctx: *const u32) -> u32 {
        let mut scratch = [0u8; 400];
        for i in 0..400 {
            unsafe { core::ptr::write_volatile(&mut scratch[i], i as u8) }
        }
        scratch[unsafe { *ctx.add(4) } as usize % 400] as u32
    }
}
fn all(ctx: *const u32) -> u32 {
    parse::fields(ctx)
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const u32) -> u32 {
    let mut table = [0u8; 304];
    for i in 0..304 {
        unsafe { core::ptr::write_volatile(&mut table[i], i as u8) }
    }
    table[unsafe { *ctx.add(4) } as usize % 304] as u32 + all(ctx)
}
// CHECK: bpf-shim: error: {{.*}}error-stack.rs:{{1[5-9]}}:{{[0-9]+}}: in 'prog': needs {{7[0-9][0-9]}} bytes of stack, and there are 512: 400 bytes for
// NAMES-SAME: 'scratch' in 'p::parse::fields', called at {{.*}}error-stack.rs:24:5 in 'p::all', called at {{.*}}error-stack.rs:33:59; 304 bytes for 'table'
// CHECK-NEXT: bpf-shim: help: move large variables into a per-cpu array map
// CHECK-NOT: bpf-shim: error
// NONE: bpf-shim: error: in 'prog': needs {{7[0-9][0-9]}} bytes of stack, and there are 512: 400 bytes for a variable; 304 bytes for a variable
