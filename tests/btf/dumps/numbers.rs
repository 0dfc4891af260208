// Numbers of every size, letters and bool, and what core wraps around them.
#![no_std]
#![no_main]
include!("prelude.rs");

use core::cell::Cell;
use core::num::Wrapping;

#[repr(C)]
pub struct Value {
    a: u8,
    b: i16,
    c: u32,
    d: i64,
    e: u128,
    f: i128,
    g: u64,
    h: u16,
    size: usize,
    difference: isize,
    float: f32,
    double: f64,
    letter: char,
    letters: [char; 2],
    truth: bool,
    cell: Cell<u32>,
    wrapping: Wrapping<i8>,
}

look_at!(Value);
