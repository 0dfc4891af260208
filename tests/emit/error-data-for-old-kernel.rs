// Before 5.2 there is no global data: what the code needs of it is an error with its name and the line of its use.
// REQUIRES: rustc
// RUN: not %rustc %s -o %t --crate-type bin -C opt-level=2 -C panic=abort -C debuginfo=1 -C linker-plugin-lto -C linker=%shim -C link-arg=--kernel=4.15 2>&1 | FileCheck %s
// CHECK-DAG: bpf-shim: error: {{.*}}error-data-for-old-kernel.rs:22:{{[0-9]+}}: in 'prog': '{{.*}}::COUNT' is a variable outside of maps, which needs Linux 5.2
// CHECK-DAG: bpf-shim: error: {{.*}}error-data-for-old-kernel.rs:17:{{[0-9]+}}: in 'prog': '{{.*}}::LONG' is a constant that does not fit into the code, which needs Linux 5.2
// CHECK-DAG: bpf-shim: error: {{.*}}error-data-for-old-kernel.rs:28:{{[0-9]+}}: in 'name': the string "none" is a constant that does not fit into the code, which needs Linux 5.2{{$}}
// CHECK: bpf-shim: help: keep it in an array map
#![no_std]
#![no_main]

static mut COUNT: u32 = 0;
static LONG: [u8; 600] = [7; 600];

fn print(text: &[u8]) -> i64 {
    let helper: extern "C" fn(*const u8, u32) -> i64 =
        unsafe { core::mem::transmute(6usize) };
    helper(text.as_ptr(), text.len() as u32)
}

#[no_mangle]
#[link_section = "xdp"] extern "C" fn prog(_: *const u32) -> u32 {
    unsafe { COUNT += 1; COUNT ^ print(&LONG) as u32 }
}

static mut LAST: &str = "none";
#[no_mangle]
#[link_section = "tc"] extern "C" fn name(at: *const usize) -> u32 {
    unsafe { LAST = ["one", "three"][*at % 2]; (&raw const LAST).read_volatile().len() as u32 }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
