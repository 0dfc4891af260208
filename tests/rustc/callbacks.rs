// Promise: the callbacks of bpf_for_each_map_elem and of bpf_timer, written in Rust, are called by the kernel.
// REQUIRES: rustc, root-bpf
// RUN: %rustc --edition 2021 -Copt-level=3 -Cdebuginfo=2 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim -o %t.release %s
// RUN: %rustc --edition 2021 -Copt-level=0 -Cdebuginfo=2 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim -o %t.debug %s
// RUN: llvm-readelf -s %t.release | FileCheck %s --check-prefix=ELF
// RUN: make -s -C %top/tests/kernel
// RUN: python3 -c "print(('01' + '00' * 13 + ' ') + ('02' + '00' * 13 + ' ') * 2000 + '03' + '00' * 13)" > %t.inputs
// RUN: sh -c '%top/build/tests/run_prog %t.release $(cat %t.inputs)' | FileCheck %s --check-prefix=GOT
// RUN: sh -c '%top/build/tests/run_prog %t.debug $(cat %t.inputs)' | FileCheck %s --check-prefix=GOT

// ELF-DAG: FUNC LOCAL DEFAULT {{.*}}sum
// ELF-DAG: FUNC LOCAL DEFAULT {{.*}}tick
// Values 1, 4, 9, ... 64, of which the callback stops at the first above 40; the timer has ticked three times.
// GOT: run prog 0 140
// GOT: run prog 1 {{[0-3]$}}
// GOT: run prog 2001 3
#![no_std]
#![no_main]
use core::ffi::c_void;
use core::mem::transmute;

#[repr(C)]
pub struct Array<V: 'static, const N: usize> {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const V,
    max_entries: *const [i32; N],
}
unsafe impl<V, const N: usize> Sync for Array<V, N> {}

impl<V, const N: usize> Array<V, N> {
    const fn new() -> Self {
        let none = core::ptr::null::<u8>();
        Array { r#type: none.cast(), key: none.cast(), value: none.cast(), max_entries: none.cast() }
    }
    fn as_ptr(&'static self) -> *const c_void {
        (&raw const *self).cast()
    }
    #[inline(always)]
    fn get(&'static self, key: u32) -> Option<&'static mut V> {
        let lookup: extern "C" fn(*const c_void, *const u32) -> *mut V = unsafe { transmute(1usize) };
        unsafe { lookup(self.as_ptr(), &key).as_mut() }
    }
}

#[repr(C)]
pub struct Square {
    root: u64,
    square: u64,
}

#[allow(non_camel_case_types)]
#[repr(C)]
pub struct bpf_timer {
    opaque: [u64; 2],
}

#[repr(C)]
pub struct Clock {
    timer: bpf_timer,
    ticks: u64,
}

#[no_mangle]
#[link_section = ".maps"]
static SQUARES: Array<Square, 8> = Array::new();

#[no_mangle]
#[link_section = ".maps"]
static CLOCKS: Array<Clock, 1> = Array::new();

#[repr(C)]
struct Sum {
    total: u64,
    limit: u64,
}

extern "C" fn sum(_map: *const c_void, _key: *const u32, value: *const Square, state: *mut Sum) -> i64 {
    let (value, state) = unsafe { (&*value, &mut *state) };
    state.total = state.total.wrapping_add(value.square);
    (value.square > state.limit) as i64
}

extern "C" fn tick(map: *const c_void, _key: *const u32, clock: *mut Clock) -> i64 {
    let _ = map;
    let clock = unsafe { &mut *clock };
    clock.ticks = clock.ticks.wrapping_add(1);
    if clock.ticks < 3 {
        start(&mut clock.timer);
    }
    0
}

#[inline(always)]
fn start(timer: &mut bpf_timer) -> i64 {
    let start: extern "C" fn(*mut bpf_timer, u64, u64) -> i64 = unsafe { transmute(171usize) };
    start(timer, 0, 0)
}

fn fill_and_sum() -> u64 {
    for i in 0..8 {
        if let Some(square) = SQUARES.get(i) {
            square.root = i as u64 + 1;
            square.square = square.root * square.root;
        }
    }
    type Callback = extern "C" fn(*const c_void, *const u32, *const Square, *mut Sum) -> i64;
    let for_each: extern "C" fn(*const c_void, Callback, *mut Sum, u64) -> i64 = unsafe { transmute(164usize) };
    let mut state = Sum { total: 0, limit: 40 };
    for_each(SQUARES.as_ptr(), sum, &mut state, 0);
    state.total
}

fn set_clock(clock: &mut Clock) -> i64 {
    type Callback = extern "C" fn(*const c_void, *const u32, *mut Clock) -> i64;
    let init: extern "C" fn(*mut bpf_timer, *const c_void, u64) -> i64 = unsafe { transmute(169usize) };
    let set: extern "C" fn(*mut bpf_timer, Callback) -> i64 = unsafe { transmute(170usize) };
    const CLOCK_MONOTONIC: u64 = 1;
    init(&mut clock.timer, CLOCKS.as_ptr(), CLOCK_MONOTONIC)
        | set(&mut clock.timer, tick)
        | start(&mut clock.timer)
}

#[no_mangle]
#[link_section = "tc"]
extern "C" fn prog(ctx: *const [u32; 21]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[19] as usize, (*ctx)[20] as usize) };
    let Some(clock) = CLOCKS.get(0) else { return 1000 };
    if start + 14 > end {
        return 1001;
    }
    if unsafe { *(start as *const u8) } == 1 {
        return fill_and_sum() as u32 + set_clock(clock) as u32 * 10000;
    }
    clock.ticks as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
