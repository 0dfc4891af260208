// Promise: with --subprograms, the stacks of a chain of calls together have to fit: what just fits runs in the kernel,
// what is a little larger is an error with the sum.
// REQUIRES: rustc, root-bpf
// RUN: %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=1 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim \
// RUN:   -Clink-arg=--subprograms -Clink-arg=--kernel=4.16 -o %t.fits %s
// RUN: %shim --check --kernel 4.16 %t.fits
// RUN: make -s -C %top/tests/kernel
// RUN: %top/build/tests/run_prog %t.fits 0500000000000000000000000000 | FileCheck %s --check-prefix=GOT
// RUN: rm -f %t.large
// RUN: not %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=1 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim \
// RUN:   -Clink-arg=--subprograms -Clink-arg=--kernel=4.16 --cfg large -o %t.large %s 2>&1 \
// RUN:   | FileCheck %s --check-prefix=LARGE
// RUN: not test -e %t.large
// GOT: run prog 0 45
// LARGE: bpf-shim: error: {{.*}}subprograms-stack.rs:[[#@LINE+22]]:{{[0-9]+}}: in 'prog': uses 544 bytes of stack together with what it calls, the kernel gives 512{{$}}
// LARGE-NEXT: bpf-shim: help: use smaller local variables, or keep large data in a map{{$}}
#![no_std]
#![no_main]
use core::hint::black_box;

#[cfg(not(large))]
const BYTES: usize = 248; // and an address: 256
#[cfg(large)]
const BYTES: usize = 256;

#[inline(never)]
fn inner(n: u8) -> u32 {
    let mut bytes = [0u8; BYTES];
    bytes[3] = n;
    let bytes = black_box(&bytes);
    bytes[3] as u32 + bytes[BYTES - 1] as u32
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 14 > end {
        return 1;
    }
    let mut words = [0u64; 31];
    words[7] = unsafe { *(start as *const u8) } as u64;
    let words = black_box(&words);
    inner(words[7] as u8) + (words[7] * 8 + words[30]) as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
