// Many programs from one source, told apart by the name of the binary that cargo builds.
#![no_std]
#![no_main]

const NAME: &[u8] = env!("CARGO_BIN_NAME").as_bytes();

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn number(_ctx: *const u8) -> u32 {
    (NAME[3] - b'0') as u32 * 10 + (NAME[4] - b'0') as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
