// Pointers have no names; c_void is void; what a pointer needs besides an address is told.
#![no_std]
#![no_main]
include!("prelude.rs");

use core::ffi::{c_char, c_void};

pub trait Shape {
    fn area(&self) -> u64;
}
pub struct Point {
    x: u32,
    y: u32,
}

#[repr(C)]
pub struct Value {
    void: *mut c_void,
    constant: *const c_void,
    voids: *mut *const c_void,
    text: *const c_char,
    string: &'static str,
    number: &'static mut u64,
    point: *const Point,
    function: fn(u32, &Point) -> u64,
    callback: extern "C" fn(*mut c_void) -> *mut c_void,
    object: &'static dyn Shape,
}

look_at!(Value);
