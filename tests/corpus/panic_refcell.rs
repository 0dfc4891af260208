// promise: a second mutable borrow of a RefCell panics
// kernel: 4.15
// panics: some
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

use core::cell::{Cell, RefCell};

fn compute(input: &[u8; 64]) -> u64 {
    let cell = RefCell::new(word(input, 0));
    let count = Cell::new(0u32);
    let first = cell.borrow_mut();
    count.set(count.get() + 1);
    if input[8] & 0x80 == 0 {
        drop(first);
    }
    let mut second = cell.borrow_mut();
    *second ^= 0x5555;
    count.set(count.get() + 1);
    *second + count.get() as u64
}

programs! {
    xdp prog => compute;
}
