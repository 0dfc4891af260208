// What no CO-RE relocation can tell is an error at the line of the macro: nothing becomes a fixed offset.
// REQUIRES: rustc
// RUN: not sh %S/Inputs/build.sh "%rustc" %shim host 3 %t %s 2>&1 | FileCheck -DF=%s %s
// RUN: not sh %S/Inputs/build.sh "%rustc" %shim host 0 %t %s 2>&1 | FileCheck -DF=%s %s
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code, unconditional_panic, dangerous_implicit_autorefs)]

use core::ops::{Deref, Index};

pub struct unordered {
    small: u8,
    large: u64,
    medium: u16,
}
#[repr(C)]
pub struct inner {
    x: u32,
}
impl Index<usize> for inner {
    type Output = u32;
    fn index(&self, _: usize) -> &u32 {
        &self.x
    }
}
#[repr(C)]
pub struct outer {
    inner: inner,
    option: Option<u32>,
    tuple: (u8, u16),
    text: &'static str,
    pointer: &'static inner,
    array: [u16; 4],
    cube: [[[[u8; 2]; 2]; 2]; 2],
    big: [u64; 2],
    unordered: unordered,
}
impl Deref for outer {
    type Target = inner;
    fn deref(&self) -> &inner {
        &self.inner
    }
}
#[repr(C)]
pub struct generic<T> {
    value: T,
}
#[repr(C)]
#[derive(Clone, Copy)]
pub enum letters {
    A = 1,
    B = 2,
}
impl letters {
    const C: letters = letters::B;
}
const LONE: u32 = 4;
const ONE: usize = 1;

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/x")]
extern "C" fn prog(at: *const *const outer) -> u32 {
    let at: *const outer = unsafe { *at };
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: 'unordered' is not repr(C)
    // CHECK-DAG: bpf-shim: help: give it #[repr(C)]: loaders count its fields in their order
    let a = btf::field_exists!(unordered, large) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+1]]:{{[0-9]+}}: 'unordered' is not repr(C)
    let b = btf::field_exists!(outer, unordered.medium) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: 'outer' has no field 'x'
    // CHECK-DAG: bpf-shim: help: name a field of the structure itself, not of what it can be used as
    let c = btf::field_byte_offset!(outer, x).unwrap_or(0) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: no field of the kernel can match 'option' of 'outer': its type is Rust's own
    // CHECK-DAG: bpf-shim: help: write it as C has it: with numbers, arrays, raw pointers and structures that are repr(C)
    let d = btf::field_exists!(outer, option) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+1]]:{{[0-9]+}}: no field of the kernel can match 'tuple' of 'outer'
    let e = btf::field_exists!(outer, tuple) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+1]]:{{[0-9]+}}: no field of the kernel can match 'text' of 'outer'
    let f = btf::field_exists!(outer, text) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: there is a pointer before 'x', and this macro follows none
    // CHECK-DAG: bpf-shim: help: follow it by read!() or load!(), and go on from there
    let g = btf::field_exists!(outer, pointer.x) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: index 4 of an array of 4 elements
    // CHECK-DAG: bpf-shim: help: declare the array as long as it is in the kernel
    let h = btf::field_exists!(outer, array[4]) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: index 1 of what is no array
    // CHECK-DAG: bpf-shim: help: an index goes with an array in the structure: read a pointer, and add() to it
    let i = btf::field_exists!(outer, inner[1]) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: cannot read the path 'cube[0][ONE][ONE][ONE + 0]'
    // CHECK-DAG: bpf-shim: help: write it as in real_parent.comm[2]
    let j = btf::field_exists!(outer, cube[0][ONE][ONE][ONE + 0]) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: 'pointer' is no number: it has no sign
    // CHECK-DAG: bpf-shim: help: ask for the sign of an integer, a bool or an enum
    let k = btf::field_signed!(outer, pointer) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: 'big' has more than 64 bits
    // CHECK-DAG: bpf-shim: help: only numbers can be bit fields
    let l = btf::field_lshift_u64!(outer, big);
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: no type of the kernel can match 'generic<u32>'
    // CHECK-DAG: bpf-shim: help: use a structure, a union or an enum that is repr(C) and has a name of the kernel's
    let m = btf::field_exists!(generic<u32>, value) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+1]]:{{[0-9]+}}: no type of the kernel can match 'u32'
    let n = btf::type_size!(u32) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+1]]:{{[0-9]+}}: no type of the kernel can match 'Option<u8>'
    let o = btf::type_exists!(Option<u8>) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: 'letters::C' is not the name of an enumerator
    // CHECK-DAG: bpf-shim: help: name the enumerator itself, not a constant that has its value
    let p = btf::enum_value!(letters::C) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+1]]:{{[0-9]+}}: no type of the kernel can match 'u32'
    let q = btf::enum_value!(LONE) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+1]]:{{[0-9]+}}: no field of the kernel can match 'option' of 'outer'
    let r = unsafe { btf::read!(at, option) }.is_some() as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: index 5 of an array of 4 elements
    // CHECK-DAG: bpf-shim: help: declare the array as long as it is in the kernel
    let s = btf::field_exists!(outer, array[ONE + ONE * 4]) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+2]]:{{[0-9]+}}: 'array[2]' is an element of an array: it has no sign and no bits for loaders
    // CHECK-DAG: bpf-shim: help: read it by read!() or load!(): it is no bit field
    let t = btf::field_signed!(outer, array[2]) as u32;
    // CHECK-DAG: bpf-shim: error: [[F]]:[[#@LINE+1]]:{{[0-9]+}}: 'array[ONE]' is an element of an array: it has no sign and no bits for loaders
    let u = unsafe { btf::read_bitfield!(at, array[ONE]) } as u32;
    a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
