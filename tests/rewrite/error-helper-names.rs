// What is declared like a helper and is none, or not this one, is named, with what is near; so is one that the kernel lacks.
// REQUIRES: rustc
// RUN: not %rustc -O -Cdebuginfo=1 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: not %rustc -Cdebuginfo=1 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s 2>&1 | FileCheck %s
// RUN: %if bpf-core %{ not /usr/bin/rustc --target bpfel-unknown-none -O -Cdebuginfo=1 -Clinker=%shim --crate-name p -o %t %s 2>&1 | FileCheck %s %}
// RUN: not %rustc -O -Cdebuginfo=1 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Clink-arg=--kernel=5.4 --cfg old --crate-name p -o %t %s 2>&1 | FileCheck --check-prefix=OLD %s
// RUN: %rustc -O -Cdebuginfo=1 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Clink-arg=--kernel=5.8 --cfg old --crate-name p -o %t %s
#![allow(dead_code, unexpected_cfgs)]
#![no_std]
#![no_main]
unsafe extern "C" {
    fn bpf_ktime_get_sn() -> u64;
    fn ktime_get_ns() -> u64;
    fn bpf_get_current_pid() -> u64;
    fn bpf_no_such_thing() -> u64;
    fn bpf_get_prandom_u32(seed: u32) -> u32;
    fn bpf_trace_printk(text: *const u8) -> i64;
    fn bpf_ringbuf_submit(data: *mut u8, flags: u64) -> i64;
    fn own() -> u64;
    fn bpf_ktime_get_boot_ns() -> u64;
}
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[cfg(not(old))]
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(ctx: *mut u8) -> u64 {
    unsafe {
        bpf_ktime_get_sn()
            + ktime_get_ns()
            + bpf_get_current_pid()
            + bpf_no_such_thing()
            + bpf_get_prandom_u32(1) as u64
            + bpf_trace_printk(ctx) as u64
            + bpf_ringbuf_submit(ctx, 0) as u64
            + own()
    }
}
#[cfg(old)]
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
unsafe extern "C" fn boot(_: *mut u8) -> u64 {
    unsafe { bpf_ktime_get_boot_ns() & 1 }
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
// CHECK-DAG: error: {{.*}}error-helper-names.rs:31:9: in 'prog': no helper has the name 'bpf_ktime_get_sn'{{$}}
// CHECK-DAG: help: 'bpf_ktime_get_ns' is similar{{$}}
// CHECK-DAG: error: {{.*}}error-helper-names.rs:32:15: in 'prog': no helper has the name 'ktime_get_ns'{{$}}
// CHECK-DAG: error: {{.*}}error-helper-names.rs:33:15: in 'prog': no helper has the name 'bpf_get_current_pid'{{$}}
// CHECK-DAG: help: 'bpf_get_current_pid_tgid' is similar{{$}}
// CHECK-DAG: error: {{.*}}error-helper-names.rs:34:15: in 'prog': no helper has the name 'bpf_no_such_thing'{{$}}
// CHECK-DAG: help: 'man 7 bpf-helpers' lists them; a function of the kernel is declared in section '.ksyms'{{$}}
// CHECK-DAG: error: {{.*}}error-helper-names.rs:35:15: in 'prog': 'bpf_get_prandom_u32' is called with 1 argument; it takes 0{{$}}
// CHECK-DAG: help: declare it as 'man 7 bpf-helpers' does{{$}}
// CHECK-DAG: error: {{.*}}error-helper-names.rs:36:15: in 'prog': 'bpf_trace_printk' is called with 1 argument; it takes 2 to 5{{$}}
// CHECK-DAG: error: {{.*}}error-helper-names.rs:37:15: in 'prog': 'bpf_ringbuf_submit' is called for a result; it returns none{{$}}
// CHECK-DAG: error: {{.*}}error-helper-names.rs:38:15: in 'prog': undefined symbol 'own'{{$}}
// CHECK-DAG: help: link the crate or file that defines it{{$}}
// OLD: error: {{.*}}in 'boot': insn 0: calls helper 125, bpf_ktime_get_boot_ns: needs Linux 5.8{{$}}
