#![no_std]
#![no_main]

use derive::Words;
use programs::Array;

#[repr(C)]
#[derive(Words)]
struct Request {
    index: u32,
    step: u32,
}

#[no_mangle]
#[link_section = ".maps"]
static COUNTS: Array<u64, 8> = Array::new();

#[no_mangle]
#[link_section = "syscall"]
extern "C" fn count(ctx: *const Request) -> u32 {
    let Request { index, step } = unsafe { core::ptr::read(ctx) };
    let count = COUNTS.get(index).unwrap();
    *count += step as u64;
    *count as u32 * 10 + Request::WORDS as u32
}
