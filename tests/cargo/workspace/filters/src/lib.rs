#![no_std]

use shared::Header;

#[no_mangle]
#[link_section = "syscall"]
pub extern "C" fn by_header(ctx: *const Header) -> u32 {
    unsafe { (*ctx).verdict() }
}

#[no_mangle]
#[link_section = "syscall"]
pub extern "C" fn by_length(ctx: *const Header) -> u32 {
    unsafe { (*ctx).length }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
#[link_section = "license"]
pub static LICENSE: [u8; 4] = *b"GPL\0";
