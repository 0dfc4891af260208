// Helpers have their names in C: a declaration is enough, and each call is one of the helper's number.
// REQUIRES: rustc, root-bpf
// RUN: %rustc --edition=2024 -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: %run %t 01000000 | FileCheck %s
// RUN: llvm-objdump -d --no-show-raw-insn %t | FileCheck --check-prefix=CODE %s
// RUN: %rustc --edition=2024 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.debug %s
// RUN: %run %t.debug 01000000 | FileCheck %s
// RUN: %if bpf-core %{ /usr/bin/rustc --target bpfel-unknown-none --edition=2024 -O -g -Clinker=%shim --crate-name p -o %t.bpf %s %}
// RUN: %if bpf-core %{ %run %t.bpf 01000000 | FileCheck %s %}
// CHECK: run prog 0 31{{$}}
// CODE-DAG: call 0x5{{$}}
// CODE-DAG: call 0x8{{$}}
// CODE-DAG: call 0x10{{$}}
// CODE-DAG: call 0x6{{$}}
// CODE-DAG: call 0x2{{$}}
// CODE-DAG: call 0x1{{$}}
#![no_std]
#![no_main]
use core::ffi::{c_char, c_long, c_void};

unsafe extern "C" {
    fn bpf_ktime_get_ns() -> u64;
    fn bpf_get_smp_processor_id() -> u32;
    fn bpf_get_current_comm(buffer: *mut c_void, size: u32) -> c_long;
    fn bpf_trace_printk(format: *const c_char, size: u32, ...) -> c_long;
    fn bpf_map_update_elem(map: *const c_void, key: *const c_void, value: *const c_void, flags: u64) -> c_long;
    fn bpf_map_lookup_elem(map: *const c_void, key: *const c_void) -> *mut c_void;
}

#[repr(C)]
pub struct Map {
    r#type: *const [i32; 1], // BPF_MAP_TYPE_HASH
    key: *const u32,
    value: *const u64,
    max_entries: *const [i32; 4],
}
unsafe impl Sync for Map {}
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static TIMES: Map = Map {
    r#type: core::ptr::null(),
    key: core::ptr::null(),
    value: core::ptr::null(),
    max_entries: core::ptr::null(),
};

fn map() -> *const c_void {
    (&raw const TIMES).cast()
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
extern "C" fn prog(ctx: *const u32) -> u32 {
    let key = unsafe { *ctx };
    let now = unsafe { bpf_ktime_get_ns() };
    let mut name = [0u8; 16];
    let mut right = 0;
    unsafe {
        right |= u32::from(now > 0);
        right |= u32::from(bpf_get_smp_processor_id() < 4096) << 1;
        right |= u32::from(bpf_get_current_comm(name.as_mut_ptr().cast(), 16) == 0 && name[0] != 0) << 2;
        right |= u32::from(bpf_trace_printk(c"now %lu".as_ptr(), 8, now) > 0) << 3;
        bpf_map_update_elem(map(), (&raw const key).cast(), (&raw const now).cast(), 0);
        let found: *const u64 = bpf_map_lookup_elem(map(), (&raw const key).cast()).cast();
        if !found.is_null() {
            right |= u32::from(*found == now) << 4;
        }
    }
    right
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
