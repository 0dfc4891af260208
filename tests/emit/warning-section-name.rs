// A section's name that is one slip away from that of a kind of program is a warning; others are a loader's business.
// REQUIRES: rustc
// RUN: rm -f %t && %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 -Wlinker-messages --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: %shim --check %t 2>&1 | FileCheck %s
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xpd")]
extern "C" fn swapped(_: *const u32) -> u32 {
    2
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "kprobes/do_sys_open")]
extern "C" fn one_more(_: *const u32) -> u32 {
    2
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "clasifier")]
extern "C" fn one_less(_: *const u32) -> u32 {
    2
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "tcpdump")]
extern "C" fn own(_: *const u32) -> u32 {
    2
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "uprobe/libc.so:puts")]
extern "C" fn known(_: *const u32) -> u32 {
    2
}
// CHECK-DAG: bpf-shim: {{(warning: )?.*}}warning-section-name.rs:15:2: in 'swapped': section 'xpd' is not a kind of program that libbpf knows; 'xdp' is similar{{$}}
// CHECK-DAG: bpf-shim: {{(warning: )?.*}}warning-section-name.rs:20:2: in 'one_more': section 'kprobes/do_sys_open' is not a kind of program that libbpf knows; 'kprobe/do_sys_open' is similar{{$}}
// CHECK-DAG: bpf-shim: {{(warning: )?.*}}warning-section-name.rs:25:2: in 'one_less': section 'clasifier' is not a kind of program that libbpf knows; 'classifier' is similar{{$}}
// CHECK-NOT: in 'own'
// CHECK-NOT: in 'known'
