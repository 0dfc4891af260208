// A BPF program that links std goes to the real linker, which misses main(): a warning says what is wrong. Programs,
// tests and libraries of the host get none.
// REQUIRES: rustc
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o out %s 2>&1 | FileCheck %s
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker=%shim --crate-name p -o out %s 2>&1 | FileCheck %s
// RUN: echo 'fn main() {}' > main.rs
// RUN: %rustc -Clinker-plugin-lto -Clinker=%shim -Wlinker-messages -o out main.rs 2>&1 | FileCheck %s --check-prefix=NONE --allow-empty
// RUN: %rustc --test -Clinker=%shim -Wlinker-messages -o out main.rs 2>&1 | FileCheck %s --check-prefix=NONE --allow-empty
// RUN: %rustc --crate-type cdylib -Cpanic=abort -Clinker=%shim -Wlinker-messages --crate-name p -o out %s 2>&1 | FileCheck %s --check-prefix=NONE --allow-empty
#![no_main]
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const u32) -> u32 {
    vec![unsafe { *ctx }; 3].len() as u32
}
// CHECK: bpf-shim: warning: std is linked, so this is not a BPF program, but it has no 'main' either{{$}}
// CHECK-NEXT: bpf-shim: help: a BPF program has #![no_std], and so has each of its dependencies: many want 'default-features = false'{{$}}
// CHECK: undefined {{.*}}main
// NONE-NOT: bpf-shim
