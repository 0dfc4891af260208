// Promise: a file below the directory the linker runs in is shown relative to it, as rustc does.
// REQUIRES: bpf-core
// RUN: rm -rf %t && mkdir -p %t/src && cp %s %t/src/main.rs
// RUN: cd %t && /usr/bin/rustc --target bpfel-unknown-none --crate-type lib -O -g --emit llvm-bc src/main.rs -o a.bc
// RUN: cd %t && llc -march=bpfel -filetype=obj a.bc -o a.o
// RUN: cd %t && %h_object a.o b.o 2>&1 | FileCheck %s
#![no_std]
#[no_mangle]
#[link_section = "xdp"]
pub extern "C" fn prog() -> u32 {
    loop {}
}
// CHECK: bpf-shim: warning: src/main.rs:11:5: in 'prog': insn {{.*}}: this loop never ends
