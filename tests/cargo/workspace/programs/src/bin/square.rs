#![no_std]
#![no_main]

use programs as _;
use shared::Header;

#[no_mangle]
#[link_section = "syscall"]
extern "C" fn square(ctx: *const Header) -> u32 {
    unsafe { (*ctx).verdict() }
}
