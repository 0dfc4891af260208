// A tree of calls without an end in sight is an error at once: where arguments are not known, where loops have been made
// of half of the calls (opt-level 3), and where a known depth is too deep. Each took 6 to 115 s once; the limit is on
// processor time.
// REQUIRES: rustc, no-sanitizer
// RUN: rm -f %t.*.bpf && sh -c 'for how in unknown deep walk; do for level in 0 3; do (ulimit -t 4; \
// RUN:   exec %rustc --edition=2024 -Copt-level=$level -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p \
// RUN:   --cfg how=\"$how\" -o %t.$how.$level.bpf %s); echo $how $level status $?; done; done' > %t.log 2>&1
// RUN: FileCheck %s < %t.log
// RUN: sh -c '! ls %t.*.bpf'
#![no_std]
#![no_main]
#![allow(unexpected_cfgs, dead_code)]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
fn fib(n: u32) -> u32 {
    if n < 2 { n } else { fib(n - 1).wrapping_add(fib(n - 2)) }
}
fn walk(tree: &[u32; 64], at: u32, depth: u32) -> u32 {
    if depth == 0 {
        return 0;
    }
    let value = tree[(at & 63) as usize];
    value ^ walk(tree, value, depth - 1).wrapping_add(walk(tree, value >> 3, depth - 1))
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: &[u32; 64]) -> u32 {
    #[cfg(how = "unknown")]
    return fib(ctx[3]);
    #[cfg(how = "deep")]
    return fib(40);
    #[cfg(how = "walk")]
    return walk(ctx, ctx[3], 40);
}
// CHECK:      bpf-shim: error: {{.*}}: in 'prog': the call of 'p::fib' cannot be inlined (recursion)
// CHECK-NEXT: bpf-shim: help: turn the recursion into a loop, or pass a depth that is known at build time
// CHECK:      unknown 0 status 1
// CHECK:      bpf-shim: error: {{.*}}: in 'prog': the call of 'p::fib' cannot be inlined (recursion)
// CHECK:      unknown 3 status 1
// CHECK:      bpf-shim: error: {{.*}}: in 'prog': the call of 'p::fib' cannot be inlined (recursion)
// CHECK:      deep 0 status 1
// CHECK:      bpf-shim: error: {{.*}}: in 'prog': the call of 'p::fib' cannot be inlined (recursion)
// CHECK:      deep 3 status 1
// CHECK:      bpf-shim: error: {{.*}}: in 'prog': the call of 'p::walk' cannot be inlined (recursion)
// CHECK:      walk 0 status 1
// CHECK:      bpf-shim: error: {{.*}}: in 'prog': the call of 'p::walk' cannot be inlined (recursion)
// CHECK:      walk 3 status 1
