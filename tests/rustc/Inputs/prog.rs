// A program of several codegen units that needs core for its panic.
#![no_std]
#![no_main]

mod table {
    #[inline(never)]
    pub fn pick(values: &[u32; 4], at: u32) -> u32 {
        values[at as usize]
    }
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 14 > end {
        return 1;
    }
    table::pick(&[9, 8, 7, 6], unsafe { *(start as *const u8) } as u32)
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
