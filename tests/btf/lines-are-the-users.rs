// Promise: each instruction has a line of the program's own source, with its text, also where rustc
// itself inlined functions of core; in the verifier's log and in what bpftool shows.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: %rustc -Copt-level=3 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.3 %s
// RUN: %rustc -Copt-level=0 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.0 %s
// RUN: %top/build/tests/btf_check -l %t.3 > %t.3.lines && FileCheck %s < %t.3.lines
// RUN: %top/build/tests/btf_check -l %t.0 > %t.0.lines && FileCheck %s < %t.0.lines
// RUN: sh %S/Inputs/xlated.sh %t.3 > %t.xlated && FileCheck --check-prefix=XLATED %s < %t.xlated
// CHECK-NOT: {{^xdp[+][0-9]+ (accum|option|iter|macros|adapters|mod|uint_macros|range|intrinsics)}}
// CHECK: lines-are-the-users.rs:[[#]]: {{.*}}.iter().map(|byte| u32::from(*byte)).sum()
// CHECK-NOT: {{^xdp[+][0-9]+ (accum|option|iter|macros|adapters|mod|uint_macros|range|intrinsics)}}
// CHECK: lines-are-the-users.rs:[[#]]: {{.*}}sum.checked_add(first)
// CHECK-NOT: {{^xdp[+][0-9]+ (accum|option|iter|macros|adapters|mod|uint_macros|range|intrinsics)}}
// RUN: %rustc -Copt-level=3 -Cdebuginfo=1 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.1 %s
// RUN: sh %S/Inputs/xlated.sh %t.1 > %t.xlated.1 && FileCheck --check-prefix=XLATED %s < %t.xlated.1
// XLATED: ; {{.*}}.iter().map(|byte| u32::from(*byte)).sum(){{.*}} [file:{{.*}}lines-are-the-users.rs line_num:[[#]] line_col:[[#]]]
#![no_std]
#![no_main]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 8 > end {
        return 1;
    }
    let bytes = unsafe { *(start as *const [u8; 8]) };
    let sum: u32 = bytes.iter().map(|byte| u32::from(*byte)).sum();
    let first = unsafe { *(start as *const u32) };
    sum.checked_add(first).unwrap_or(7)
}
