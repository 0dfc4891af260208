// Types are in debug info: without them no CO-RE relocation is made up, and the message has the line all the same.
// REQUIRES: rustc
// RUN: not sh %S/Inputs/build.sh "%rustc" %shim host 3 %t %s -Cdebuginfo=1 2>&1 | FileCheck -DF=%s %s
// RUN: not sh %S/Inputs/build.sh "%rustc" %shim host 0 %t %s -Cdebuginfo=0 2>&1 | FileCheck -DF=%s %s
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
    // CHECK: bpf-shim: error: [[F]]:[[#@LINE+2]]:5: debug info does not tell the type of a CO-RE access
    // CHECK-NEXT: bpf-shim: help: set 'debug = 2' in the profile that is built
    btf::field_exists!(task_struct, tgid) as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
