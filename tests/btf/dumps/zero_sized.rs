// What has no size is told of, at its offset.
#![no_std]
#![no_main]
include!("prelude.rs");

use core::marker::PhantomData;

pub struct Marker;
pub enum Never {}
pub struct Typed<T> {
    at: u64,
    of: PhantomData<T>,
}

#[repr(C)]
pub struct Value {
    typed: Typed<Marker>,
    marker: Marker,
    unit: (),
    empty: [u32; 0],
    never: Result<u32, Never>,
    nothing: PhantomData<Option<u8>>,
}

look_at!(Value);
