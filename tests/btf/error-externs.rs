// What is wrong with a static of .ksyms or .kconfig is said, in terms of Rust.
// REQUIRES: rustc
// RUN: not %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s 2>&1 \
// RUN:   | FileCheck %s
// RUN: not %rustc -O -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s 2>&1 \
// RUN:   | FileCheck --check-prefix=WITHOUT %s
// CHECK-DAG: bpf-shim: error: the static 'p::NUMBER' in section '.kconfig' does not hold the address of an extern
// CHECK-DAG: bpf-shim: help: declare the extern in an extern "C" block, and let the static be it: a function pointer, or a reference
// WITHOUT-DAG: bpf-shim: error: debug info does not tell the type of 'bpf_rcu_read_lock', which 'p::LOCK' names
// WITHOUT-DAG: bpf-shim: help: set 'debug = 2' in the profile that is built
#![no_std]
#![no_main]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

extern "C" {
    fn bpf_rcu_read_lock();
}

#[used]
#[link_section = ".ksyms"]
static LOCK: unsafe extern "C" fn() = bpf_rcu_read_lock;
#[used]
#[link_section = ".kconfig"]
static NUMBER: u32 = 4;

#[no_mangle]
#[link_section = "syscall"]
extern "C" fn prog() -> u32 {
    unsafe { bpf_rcu_read_lock() };
    NUMBER
}
