// Structures that C for BPF and Rust for the host pass or return each in its own way are an error that says so.
// REQUIRES: rustc
// RUN: rm -rf %t && mkdir %t && sed -n 's/^[/][/]C //p' %s > %t/pair.c && clang -target bpf -O2 -g -emit-llvm -c %t/pair.c -o %t/pair.bc
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 -Clink-arg=%t/pair.bc --crate-name p -o %t/out %s 2>&1 | FileCheck %s
// RUN: not test -e %t/out
//C struct pair { unsigned long a, b; };
//C struct large { unsigned long a, b, c; };
//C unsigned long sum(struct pair p) { return p.a + p.b; }
//C struct pair make(unsigned long a) { struct pair p = {a, a + 1}; return p; }
//C unsigned long sum_large(struct large p) { return p.a + p.b + p.c; }
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Pair(u64, u64);
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Large(u64, u64, u64);
unsafe extern "C" {
    fn sum(p: Pair) -> u64;
    fn make(a: u64) -> Pair;
    fn sum_large(p: Large) -> u64;
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const Large) -> u32 {
    unsafe {
        let large = sum_large(*ctx);
        let pair = make(large);
        sum(pair) as u32
    }
}
// CHECK: bpf-shim: error: {{.*}}error-struct-arguments.rs:33:20: in 'prog': 'make' is called with other arguments or another result than it has{{$}}
// CHECK-NEXT: bpf-shim: help: C for BPF and Rust for the host pass structures differently: pass pointers to them{{$}}
// CHECK-NEXT: bpf-shim: error: {{.*}}error-struct-arguments.rs:34:9: in 'prog': 'sum' is called with other arguments or another result than it has{{$}}
// CHECK-NEXT: bpf-shim: help:
// CHECK-NOT: bpf-shim: error
