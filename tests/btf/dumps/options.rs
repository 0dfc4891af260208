// Option and Result have names that can be read, without the modules of what is in them.
#![no_std]
#![no_main]
include!("prelude.rs");

use core::num::NonZeroU32;

pub mod errors {
    pub enum Error {
        Missing,
        Code(u32),
    }
}

#[repr(C)]
pub struct Value {
    number: Option<u64>,
    reference: Option<&'static u32>,
    not_zero: Option<NonZeroU32>,
    nested: Option<Option<bool>>,
    pair: Option<(u64, &'static u32)>,
    function: Option<unsafe extern "C" fn(*const u8) -> i32>,
    result: Result<u32, errors::Error>,
    unit: Result<(u32, char), ()>,
}

look_at!(Value);
