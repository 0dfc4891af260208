// A section's name that is one slip away from that of a kind of program is an error: no loader takes it by itself.
// Numbered names, and those further away, are for loaders that are told the kind.
// REQUIRES: rustc
// RUN: rm -f %t && not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not test -e %t
// RUN: %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --cfg right --crate-name p -o %t.right %s
// RUN: %shim --check %t.right
#![allow(unexpected_cfgs)]
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[cfg(not(right))]
#[unsafe(no_mangle)]
#[unsafe(link_section = "xpd")]
extern "C" fn swapped(_: *const u32) -> u32 {
    2
}
#[cfg(not(right))]
#[unsafe(no_mangle)]
#[unsafe(link_section = "kprobes/do_sys_open")]
extern "C" fn one_more(_: *const u32) -> u32 {
    2
}
#[cfg(not(right))]
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
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp2")]
extern "C" fn numbered(_: *const u32) -> u32 {
    2
}
// CHECK-DAG: bpf-shim: error: {{.*}}.rs:[[#]]:2: in 'swapped': section 'xpd' is not a kind of program that loaders know; 'xdp' is similar{{$}}
// CHECK-DAG: bpf-shim: help: correct the name; where the loader is told the kind, take a name that is more than one letter away from it
// CHECK-DAG: bpf-shim: error: {{.*}}.rs:[[#]]:2: in 'one_more': section 'kprobes/do_sys_open' is not a kind of program that loaders know; 'kprobe/do_sys_open' is similar{{$}}
// CHECK-DAG: bpf-shim: error: {{.*}}.rs:[[#]]:2: in 'one_less': section 'clasifier' is not a kind of program that loaders know; 'classifier' is similar{{$}}
// CHECK-NOT: in 'own'
// CHECK-NOT: in 'known'
// CHECK-NOT: in 'numbered'
