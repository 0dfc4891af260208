// Promise: a function whose address goes to a helper (here bpf_loop) stays a function, in release and debug
// builds, beside subprograms, and with --no-btf, since the kernel wants BTF for it; it needs Linux 5.13.
// REQUIRES: rustc, root-bpf
// RUN: %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=1 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim -o %t.release %s
// RUN: %rustc --edition 2021 -Copt-level=0 -Cdebuginfo=1 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim -o %t.debug %s
// RUN: %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=1 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim \
// RUN:   -Clink-arg=--subprograms -o %t.kept %s
// RUN: %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=1 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim \
// RUN:   -Clink-arg=--no-btf -o %t.no-btf %s
// RUN: llvm-readelf -sr %t.release | FileCheck %s --check-prefix=ELF
// RUN: bpftool btf dump file %t.release | FileCheck %s --check-prefix=BTF
// RUN: make -s -C %top/tests/kernel
// RUN: sh -c 'for way in release debug kept no-btf; do \
// RUN:   %top/build/tests/run_prog %t.$way 0100000000000000000000000000 0000000000000000000000000000 || exit 1; \
// RUN:   done' | FileCheck %s --check-prefix=GOT
// RUN: not %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=1 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim \
// RUN:   -Clink-arg=--kernel=5.12 -o %t.old %s 2>&1 | FileCheck %s --check-prefix=OLD
// RUN: not %rustc --edition 2021 -Copt-level=3 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim \
// RUN:   -o %t.none %s 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=1 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim \
// RUN:   --cfg panics -o %t.panics %s 2>&1 | FileCheck %s --check-prefix=PANICS
// RUN: not test -e %t.old && not test -e %t.none && not test -e %t.panics

// ELF: R_BPF_64_64 {{.*}} .text
// ELF: FUNC LOCAL DEFAULT {{.*}}add
// BTF: FUNC 'add' {{.*}} linkage=static
// GOT: run prog 0 50500101
// GOT-NEXT: run prog 1 1000
// GOT-NEXT: run prog 0 50500101
// GOT-NEXT: run prog 1 1000
// GOT-NEXT: run prog 0 50500101
// GOT-NEXT: run prog 1 1000
// GOT-NEXT: run prog 0 50500101
// GOT-NEXT: run prog 1 1000
// OLD: bpf-shim: error: {{.*}}bpf-loop.rs:{{[0-9]+:[0-9]+}}: in 'prog': insn {{[0-9]+}}: takes the address of the function 'bpf_loop::add': needs Linux 5.13{{$}}
// NONE: bpf-shim: error: in 'prog': insn {{[0-9]+}}: takes the address of the function 'bpf_loop::add', which needs BTF that describes it, and there is none{{$}}
// NONE-NEXT: bpf-shim: help: set 'debug = 1' in the profile that is built{{$}}
// PANICS: bpf-shim: error: {{.*}}bpf-loop.rs:[[#@LINE+12]]:{{[0-9]+}}: in 'bpf_loop::add': a panic cannot end the program here: a helper calls this function{{$}}
// PANICS-NEXT: bpf-shim: help: return instead: get(), checked_add() and wrapping_add() do not panic{{$}}
#![no_std]
#![no_main]
use core::ffi::c_void;
use core::mem::transmute;
type Callback = extern "C" fn(u32, *mut c_void) -> i64;
#[repr(C)]
struct State { sum: u64, step: u64 }
extern "C" fn add(index: u32, state: *mut c_void) -> i64 {
    let state = unsafe { &mut *(state as *mut State) };
    #[cfg(panics)]
    assert!(state.sum != 77);
    state.sum = state.sum.wrapping_add((index as u64).wrapping_mul(state.step));
    (state.sum > 5000) as i64
}
fn bpf_loop(rounds: u32, callback: Callback, state: *mut c_void) -> i64 {
    let helper: extern "C" fn(u32, Callback, *mut c_void, u64) -> i64 = unsafe { transmute(181usize) };
    helper(rounds, callback, state, 0)
}
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 14 > end {
        return 1;
    }
    let byte = unsafe { *(start as *const u8) };
    let mut state = State { sum: 0, step: byte as u64 };
    let done = bpf_loop(1000, add, (&raw mut state).cast());
    (state.sum as u32).wrapping_mul(10000) + done as u32
}
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
