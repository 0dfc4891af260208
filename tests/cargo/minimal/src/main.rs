// One program with a dependency: an index that may panic, a loop, arithmetic that may overflow.
#![no_std]
#![no_main]

use checksum::{sum, weight};

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 20 > end {
        return 1;
    }
    let bytes: [u8; 20] = unsafe { *(start as *const [u8; 20]) };
    sum(&bytes[2..]) + weight(bytes[0]) * bytes[1] as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
