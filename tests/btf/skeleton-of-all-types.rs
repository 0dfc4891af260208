// Promise: a skeleton of variables of all kinds compiles as C by itself, with the header that bpftool makes of the
// object's structs; C sets and reads them by name, and 'bpftool map dump' shows them.
// REQUIRES: rustc, root-bpf
// RUN: rm -rf %t && mkdir -p %t/pins && cd %t
// RUN: %rustc -Copt-level=3 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o p.o %s
// RUN: bpftool gen skeleton p.o name p > p.skel.h
// RUN: bpftool btf dump file p.o format c > p.h
// RUN: cc -O1 -Wall -Wno-unknown-pragmas -Werror -I. -o user %S/Inputs/all_types.c -lbpf
// RUN: ./user | FileCheck %s
// RUN: unshare -m sh -c 'mount -t bpf none pins && bpftool prog load p.o pins/prog pinmaps pins && \
// RUN:   bpftool map dump pinned pins/p_data' | FileCheck %s --check-prefix=DUMP
// CHECK:      bytes 1 3, signed -3, short -300, int -70000, long -5000000000, size 5000000000
// CHECK-NEXT: wide -1, letter x, truth 1, rows 9
// CHECK-NEXT: pair 7 -8 1, maybe 1 -9, choice 1 77, count 0
// CHECK-NEXT: returned 2
// CHECK-NEXT: bytes 2 251, signed -4, short -301, int -70001, long -1099511627777, size 5000000001
// CHECK-NEXT: wide -6, letter y, truth 0, rows 60001
// CHECK-NEXT: pair 8 0 0, maybe 1 -11, choice 1 78, count 5
// CHECK-NOT:  {{.}}
// DUMP-DAG: "SIGNED": -3
// DUMP-DAG: "SHORT": -300
// DUMP-DAG: "INT": -70000
// DUMP-DAG: "LONG": -5000000000
// DUMP-DAG: "TRUTH": true
// DUMP-DAG: "BYTES": [1,2,3
// DUMP-DAG: "second": -8
#![no_std]
#![no_main]
#![allow(static_mut_refs)]

use core::hint::black_box;
use core::sync::atomic::{AtomicU64, Ordering};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[repr(C)]
pub struct Pair {
    first: u8,
    second: i64,
    third: (u16, bool),
}

#[repr(u32)]
pub enum Choice {
    #[allow(dead_code)]
    None,
    Number(u32),
}

macro_rules! variables {
    ($($name:ident: $type:ty = $value:expr;)*) => {
        $(#[no_mangle]
        static mut $name: $type = $value;)*
    };
}

variables! {
    BYTES: [u8; 3] = [1, 2, 3];
    SIGNED: i8 = -3;
    SHORT: i16 = -300;
    INT: i32 = -70_000;
    LONG: i64 = -5_000_000_000;
    SIZE: usize = 5_000_000_000;
    WIDE: i128 = -1;
    LETTER: char = 'x';
    TRUTH: bool = true;
    ROWS: [[u16; 3]; 2] = [[9; 3]; 2];
    PAIR: Pair = Pair { first: 7, second: -8, third: (1, true) };
    MAYBE: Option<i32> = Some(-9);
    CHOICE: Choice = Choice::Number(77);
}

#[no_mangle]
#[link_section = ".data"]
static COUNT: AtomicU64 = AtomicU64::new(0);

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog() -> u32 {
    let one = black_box(1);
    unsafe {
        BYTES[0] += one as u8;
        BYTES[2] += one as u8;
        SIGNED -= one as i8;
        SHORT -= one as i16;
        INT -= one;
        LONG -= i64::from(one);
        SIZE += one as usize;
        WIDE -= i128::from(one);
        LETTER = if LETTER == 'x' { 'y' } else { 'z' };
        TRUTH = !TRUTH;
        ROWS[1][2] += one as u16;
        PAIR.first += one as u8;
        PAIR.second = PAIR.second.wrapping_sub(i64::from(one));
        PAIR.third.1 = !PAIR.third.1;
        MAYBE = MAYBE.map(|n| n.wrapping_sub(one));
        if let Choice::Number(number) = &mut CHOICE {
            *number += one as u32;
        }
    }
    COUNT.fetch_add(5, Ordering::Relaxed);
    2
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
