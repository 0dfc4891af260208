// Promise: an element of an array of arrays is one relocation, as in C: no part of the way to it is a number of the program's.
// REQUIRES: rustc
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s && sh %S/Inputs/records.sh %t.3.o | FileCheck %s
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s && sh %S/Inputs/records.sh %t.0.o | FileCheck %s
// RUN: bpftool btf dump file %t.3.o | FileCheck --check-prefix=BTF %s
// CHECK: CO-RE <byte_off> struct outer::many[2][3].b (0:1:2:3:1)
// CHECK-NEXT: CO-RE <byte_sz> struct outer::many[1] (0:1:1)
// CHECK-NEXT: CO-RE <field_exists> struct outer::many[1] (0:1:1)
// CHECK-NOT: CO-RE
// BTF-DAG: [[[#INNER:]]] STRUCT 'inner'
// BTF-DAG: [[[#LAST:]]] ARRAY '(anon)' type_id=[[#INNER]] index_type_id={{[0-9]+}} nr_elems=4
// BTF-DAG: ARRAY '(anon)' type_id=[[#LAST]] index_type_id={{[0-9]+}} nr_elems=3
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

#[repr(C)]
pub struct inner {
    a: u32,
    b: u16,
}
#[repr(C)]
pub struct outer {
    first: u8,
    many: [[inner; 4]; 3],
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(context: *const *const outer) -> u64 {
    unsafe {
        let at = *context;
        if at.is_null() {
            return btf::field_byte_size!(outer, many[1]).unwrap_or(0) as u64;
        }
        btf::read!(at, many[2][3].b) as u64
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
