// Unions, and those of core.
#![no_std]
#![no_main]
include!("prelude.rs");

use core::mem::{ManuallyDrop, MaybeUninit};

pub union Address {
    v4: u32,
    v6: [u32; 4],
}
pub union Word<T> {
    bytes: [u8; 8],
    word: u64,
    value: ManuallyDrop<T>,
}

#[repr(C)]
pub struct Value {
    address: Address,
    word: Word<(u8, u32)>,
    maybe: MaybeUninit<u64>,
}

look_at!(Value);
