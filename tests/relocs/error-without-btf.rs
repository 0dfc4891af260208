// A CO-RE relocation that no loader would find is an error, of Rust and of C.
// REQUIRES: rustc
// RUN: not sh %S/Inputs/build.sh "%rustc" %shim host 3 %t %s -Clink-arg=--no-btf 2>&1 | FileCheck -DF=%s --check-prefix=LEFT %s
// RUN: not sh %S/Inputs/build.sh "%rustc" %shim host 3 %t %s -Clink-arg=--kernel=4.15 2>&1 \
// RUN:   | FileCheck -DF=%s --check-prefix=OLD %s
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 3 %t %s -Clink-arg=--kernel=4.18
// RUN: clang -target bpf -O2 -g -emit-llvm -c %top/tests/c/Inputs/core.c -o %t.bc
// RUN: not %shim %t.bc --no-btf -o %t.o 2>&1 | FileCheck --check-prefix=C %s
// RUN: clang -target bpf -O2 -g -Xclang -disable-llvm-passes -emit-llvm -c %top/tests/c/Inputs/core.c -o %t.bc
// RUN: not %shim %t.bc --kernel=4.15 -o %t.o 2>&1 | FileCheck --check-prefix=C-OLD %s
// C: bpf-shim: error: {{.*}}core.c:{{[0-9]+}}:{{[0-9]+}}: in '{{.*}}': CO-RE relocations need BTF, and it is to be left out
// C-OLD: bpf-shim: error: {{.*}}core.c:{{[0-9]+}}:{{[0-9]+}}: in '{{.*}}': CO-RE relocations need BTF, which needs Linux 4.18
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

#[repr(C)]
pub struct task_struct {
    tgid: i32,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/x")]
extern "C" fn prog(_: *const u64) -> u32 {
    // LEFT: bpf-shim: error: [[F]]:[[#@LINE+4]]:5: CO-RE relocations need BTF, and it is to be left out
    // LEFT-NEXT: bpf-shim: help: leave out --no-btf, or pass --btf
    // OLD: bpf-shim: error: [[F]]:[[#@LINE+2]]:5: CO-RE relocations need BTF, which needs Linux 4.18
    // OLD-NEXT: bpf-shim: help: raise --kernel
    btf::field_exists!(task_struct, tgid) as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
