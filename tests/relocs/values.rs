// Promise: statics of Rust give a program array and a map of maps their first values, by libbpf and cilium's loader.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: %rustc --edition 2024 -Copt-level=3 -g -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim -o %t.3.o %s
// RUN: %rustc --edition 2024 -Copt-level=0 -g -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim -o %t.0.o %s
// RUN: %top/build/tests/run_prog -p prog %t.3.o 0102030405060708090a0b0c0d0e | FileCheck %s
// RUN: %top/build/tests/run_prog -p prog %t.0.o 0102030405060708090a0b0c0d0e | FileCheck %s
// RUN: bpftool btf dump file %t.3.o | FileCheck --check-prefix=BTF %s
// RUN: llvm-readelf -rW %t.3.o | FileCheck --check-prefix=ELF %s
// Entries 1 and 3 are there.
// CHECK: run prog 0 10{{$}}
// BTF: STRUCT 'Arrays_4' size=24 vlen=4
// BTF: 'values' type_id=[[#VALUES:]] bits_offset=192
// BTF: [[[#VALUES]]] ARRAY '(anon)' type_id=[[#]] index_type_id=[[#]] nr_elems=0
// BTF-NOT: Option
// ELF: '.rel.maps'
// ELF-DAG: R_BPF_64_ABS64 {{.*}} FIRST
// ELF-DAG: R_BPF_64_ABS64 {{.*}} SECOND
// ELF-DAG: R_BPF_64_ABS64 {{.*}} other
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
use core::mem::transmute;
use core::ptr::null;

type Program = unsafe extern "C" fn(*const [u32; 2]) -> u32;

#[repr(C)]
pub struct Programs<const N: usize> {
    r#type: *const [i32; 3],
    key_size: *const [i32; 4],
    value_size: *const [i32; 4],
    max_entries: *const [i32; N],
    values: [Option<Program>; N],
}
unsafe impl<const N: usize> Sync for Programs<N> {}

#[repr(C)]
pub struct Array {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const u64,
    max_entries: *const [i32; 1],
}
unsafe impl Sync for Array {}
const ARRAY: Array = Array { r#type: null(), key: null(), value: null(), max_entries: null() };

#[repr(C)]
pub struct Arrays<const N: usize> {
    r#type: *const [i32; 12],
    key: *const u32,
    max_entries: *const [i32; N],
    values: [Option<&'static Array>; N],
}
unsafe impl<const N: usize> Sync for Arrays<N> {}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static FIRST: Array = ARRAY;
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static SECOND: Array = ARRAY;
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static BOTH: Arrays<4> =
    Arrays { r#type: null(), key: null(), max_entries: null(), values: [None, Some(&FIRST), None, Some(&SECOND)] };
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static PROGRAMS: Programs<3> = Programs {
    r#type: null(),
    key_size: null(),
    value_size: null(),
    max_entries: null(),
    values: [None, None, Some(other)],
};

#[inline(always)]
fn get<M, V>(map: &'static M, key: u32) -> *mut V {
    let lookup: extern "C" fn(*const M, *const u32) -> *mut V = unsafe { transmute(1usize) };
    lookup(map, &key)
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
unsafe extern "C" fn other(_: *const [u32; 2]) -> u32 {
    let mut found = 0;
    for key in 0..4 {
        let array: *const Array = get(&BOTH, key);
        if !array.is_null() {
            found |= 1u32 << key;
        }
    }
    found
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
unsafe extern "C" fn prog(context: *const [u32; 2]) -> u32 {
    let tail_call: extern "C" fn(*const [u32; 2], *const Programs<3>, u32) = unsafe { transmute(12usize) };
    tail_call(context, &PROGRAMS, 2);
    99
}
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
