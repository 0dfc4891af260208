// Promise: with --subprograms, #[inline(never)] functions stay functions, but for those that can panic or
// whose arguments or results travel in no register; they load, and compute the same.
// REQUIRES: rustc, root-bpf
// RUN: %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=2 -Clinker-plugin-lto -Cpanic=abort \
// RUN:   -Clinker=%shim -o %t.inlined %s
// RUN: %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=2 -Clinker-plugin-lto -Cpanic=abort \
// RUN:   -Clinker=%shim -Clink-arg=--subprograms -Clink-arg=--verbose -Wlinker-messages -o %t.kept %s 2>&1 \
// RUN:   | FileCheck %s --check-prefix=WHY
// RUN: %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=2 -Clinker-plugin-lto -Cpanic=abort \
// RUN:   -Clinker=%shim -Clink-arg=--subprogram=twice -o %t.one %s
// RUN: llvm-readelf -s %t.inlined | FileCheck %s --check-prefix=INLINED
// RUN: llvm-readelf -s %t.kept | FileCheck %s --check-prefix=KEPT
// RUN: llvm-readelf -s %t.one | FileCheck %s --check-prefix=SINGLE
// RUN: bpftool btf dump file %t.kept | FileCheck %s --check-prefix=BTF
// RUN: make -s -C %top/tests/kernel
// RUN: %top/build/tests/btf_check %t.kept
// RUN: sh -c 'for way in inlined kept one; do %top/build/tests/run_prog %t.$way \
// RUN:   0000000000000000000000000000 0100000000000000000000000000 0600000000000000000000000000 || exit 1; \
// RUN:   done' | FileCheck %s --check-prefix=GOT

// WHY-DAG: 'subprograms::pick' is inlined: it can panic
// WHY-DAG: 'subprograms::find' is inlined: it returns more than 64 bits
// WHY-DAG: 'subprograms::seven' is inlined: it takes more than five arguments
// INLINED-COUNT-1: FUNC
// INLINED-NOT: FUNC
// KEPT-DAG: FUNC LOCAL DEFAULT {{.*}}twice
// KEPT-DAG: FUNC LOCAL DEFAULT {{.*}}square
// KEPT-DAG: FUNC GLOBAL DEFAULT {{.*}} prog
// KEPT-NOT: FUNC {{.*}}pick
// SINGLE: FUNC LOCAL DEFAULT {{.*}}twice
// SINGLE-NOT: FUNC {{.*}}square
// BTF-DAG: FUNC 'twice' {{.*}} linkage=static
// BTF-DAG: FUNC 'square' {{.*}} linkage=static
// BTF-DAG: FUNC 'prog' {{.*}} linkage=global
// GOT: run prog 0 [[FIRST:[0-9]+]]
// GOT-NEXT: run prog 1 [[SECOND:[0-9]+]]
// GOT-NEXT: run prog 2 0
// GOT-NEXT: run prog 0 [[FIRST]]
// GOT-NEXT: run prog 1 [[SECOND]]
// GOT-NEXT: run prog 2 0
// GOT-NEXT: run prog 0 [[FIRST]]
// GOT-NEXT: run prog 1 [[SECOND]]
// GOT-NEXT: run prog 2 0
#![no_std]
#![no_main]
#[inline(never)]
fn square(x: u64) -> u64 {
    x.wrapping_mul(x) ^ 5
}
#[inline(never)]
fn twice(x: u64) -> u64 {
    square(x) + square(x + 1)
}
#[inline(never)]
fn pick(table: &[u8; 4], i: usize) -> u8 {
    table[i]
}
#[inline(never)]
fn seven(a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64) -> u64 {
    a ^ b.rotate_left(7) ^ c.wrapping_mul(a) ^ d ^ (e << 3) ^ f.wrapping_add(b) ^ g
}
#[inline(never)]
fn find(x: u64) -> Option<u64> {
    if x & 1 == 1 { Some(x / 2) } else { None }
}
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 14 > end {
        return 1;
    }
    let byte = |i: usize| unsafe { *((start + i) as *const u8) } as u64;
    let b = byte(0);
    let t = [1u8, 2, 3, 4];
    let mut r = twice(b) ^ square(3) ^ seven(byte(1), byte(2), byte(3), byte(4), byte(5), byte(6), byte(7));
    if let Some(y) = find(b) {
        r ^= y
    }
    r ^= pick(&t, (b & 7) as usize) as u64;
    r as u32 & 0xffff | 0x10000
}
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
