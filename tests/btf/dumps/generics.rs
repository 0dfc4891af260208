// Generic types are named after their parameters: types without their modules, numbers, tuples,
// arrays and slices apart.
#![no_std]
#![no_main]
include!("prelude.rs");

pub mod shapes {
    pub struct Pair<A, B>(pub A, pub B);
    pub struct Grid<T, const N: usize, const M: usize> {
        pub cells: [[T; N]; M],
    }
    pub struct Shift<const UP: bool, const BY: i32> {
        pub x: u8,
    }
}
use shapes::{Grid, Pair, Shift};

#[repr(C)]
pub struct Value {
    pair: Pair<u8, u64>,
    nested: Pair<Pair<u8, u16>, [u32; 4]>,
    tuple: (u8, (u16, [u32; 2])),
    grid: Grid<u16, 3, 2>,
    up: Shift<true, 4>,
    down: Shift<false, -4>,
    slice: &'static [u16],
    array: &'static [u16; 2],
    slice_of_tuples: &'static mut [(u8, u16)],
    wrapped: core::num::Wrapping<core::cell::Cell<u32>>,
}

look_at!(Value);
