// A macro of a newer crate than this bpf-shim is an error with its line; so is a callee that is not called.
// REQUIRES: rustc
// RUN: not %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -o %t %s 2>&1 | FileCheck %s
// RUN: not %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --cfg taken -o %t %s 2>&1 \
// RUN:   | FileCheck --check-prefix=TAKEN %s
#![no_std]
#![no_main]

unsafe extern "C" {
    #[link_name = "__btf:color:task_struct@src/main.rs:12:5"]
    fn newer(anchor: *const ()) -> u64;
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/x")]
extern "C" fn prog(_: *const u64) -> u32 {
    // CHECK: bpf-shim: error: src/main.rs:12:5: a CO-RE access of a kind that is not known
    // CHECK-NEXT: bpf-shim: help: take the crate 'btf' of this bpf-shim
    #[cfg(not(taken))]
    let number = unsafe { newer(core::ptr::null()) };
    // TAKEN: undefined symbol '__btf:color:task_struct@src/main.rs:12:5'
    #[cfg(taken)]
    let number = newer as usize;
    number as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
