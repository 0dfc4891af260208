// A tree of calls is unfolded: 5 levels deep where the depth is known, and where its end follows from the range of an
// argument. The results are those of the same functions on the host.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: %rustc --edition=2024 -Copt-level=0 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.0 %s
// RUN: %rustc --edition=2024 -Copt-level=3 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.3 %s
// RUN: %rustc --edition=2024 --cfg native -o %t.native %s && %t.native > %t.expected
// RUN: %top/build/tests/run_prog -c %t.0 00030000 01050000 02070000 03ff0000 > %t.log
// RUN: %top/build/tests/run_prog -c %t.3 00030000 01050000 02070000 03ff0000 >> %t.log
// RUN: sh -c 'cat %t.expected %t.expected | diff - %t.log' && FileCheck %s < %t.expected
// CHECK: run prog 3 {{[0-9]+}}
#![cfg_attr(not(native), no_std, no_main)]
#![allow(unexpected_cfgs)]
#[cfg(not(native))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
fn fib(n: u32) -> u32 {
    if n < 2 { n } else { fib(n - 1).wrapping_add(fib(n - 2)) }
}
fn walk(seed: u32, depth: u32) -> u32 {
    if depth == 0 {
        return seed;
    }
    let value = seed.wrapping_mul(0x9e37_79b9) ^ depth;
    value ^ walk(value >> 5, depth - 1).wrapping_add(walk(value ^ 0x55, depth - 1))
}
fn both(input: &[u8; 4]) -> u32 {
    walk(u32::from(input[1]), 5) ^ fib(u32::from(input[0] & 3))
}
#[cfg(not(native))]
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
extern "C" fn prog(input: &[u8; 4]) -> u32 {
    both(input)
}
#[cfg(native)]
fn main() {
    for (i, input) in [[0, 3, 0, 0], [1, 5, 0, 0], [2, 7, 0, 0], [3, 255, 0, 0]].iter().enumerate() {
        println!("run prog {i} {}", both(input));
    }
}
