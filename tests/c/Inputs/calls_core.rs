#![no_std]
#![no_main]

unsafe extern "C" {
    fn far_and_near() -> i32;
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn rust(_ctx: *const [u32; 2]) -> i32 {
    unsafe { far_and_near() * 7 }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
