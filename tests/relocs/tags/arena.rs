// Promise: a list in an arena (BPF_MAP_TYPE_ARENA) is made and walked by its addresses in user space; the link of it for a
// kernel without arenas is an error.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s
// RUN: sh %S/../Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s
// RUN: %top/build/tests/run_prog -c %t.3.o 05000000 06000000 | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 05000000 06000000 | FileCheck %s
// RUN: llvm-objdump -d %t.3.o | FileCheck --check-prefix=CODE %s
// RUN: not sh %S/../Inputs/build.sh "%rustc" %shim host 3 %t.o %s -Clink-arg=--kernel=6.8 2>&1 | FileCheck --check-prefix=OLD %s
// CHECK: run prog 0 5{{$}}
// CHECK: run prog 1 11{{$}}
// CODE: addr_space_cast(r{{[0-9]}}, 0x0, 0x1)
// OLD: needs Linux 6.9
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]
include!("prelude.rs");

use btf::in_arena;
use core::ffi::c_void;
use core::ptr::{null, null_mut};

#[repr(C)]
pub struct Arena {
    r#type: *const [i32; 33],
    map_flags: *const [i32; 1024], // BPF_F_MMAPABLE
    max_entries: *const [i32; 16], // pages
    map_extra: *const [i32; 0x10000000], // where it is in user space
}
unsafe impl Sync for Arena {}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static ARENA: Arena = Arena { r#type: null(), map_flags: null(), max_entries: null(), map_extra: null() };

#[repr(C)]
pub struct Node {
    next: *mut Node,
    number: u64,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static FIRST: Map<u64, ARRAY, 1> = Map::new();

btf::ksyms! {
    fn bpf_arena_alloc_pages(map: *const c_void, address: *mut c_void, pages: u32, node: i32, flags: u64) -> *mut c_void;
}

// A node for each run, before those of the runs before; the sum of all.
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
unsafe extern "C" fn prog(number: *const u32) -> u64 {
    let Some(first) = FIRST.get(0) else { return 0 };
    unsafe {
        let user: *mut Node = bpf_arena_alloc_pages((&raw const ARENA).cast(), null_mut(), 1, -1, 0).cast();
        if user.is_null() {
            return 1;
        }
        let node = in_arena(user);
        (*node).number = *number as u64;
        (*node).next = *first as *mut Node;
        *first = user as u64;
        let (mut sum, mut at) = (0u64, user);
        for _ in 0..10 {
            if at.is_null() {
                break;
            }
            let node = in_arena(at);
            sum = sum.wrapping_add((*node).number);
            at = (*node).next;
        }
        sum
    }
}
