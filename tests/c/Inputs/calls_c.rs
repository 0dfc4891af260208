#![no_std]
#![no_main]

#[repr(C)]
struct Pair {
    kind: u8,
    left: u64,
    right: u64,
}

unsafe extern "C" {
    fn c_total(pair: *const Pair) -> u64;
    static mut C_CALLS: u64;
}

#[unsafe(no_mangle)]
static mut RUST_FACTOR: u64 = 10;

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 14 > end {
        return 1;
    }
    let byte = unsafe { *(start as *const u8) } as u64;
    let pair = Pair { kind: 3, left: byte, right: 2 * byte };
    unsafe {
        let total = c_total(&pair);
        RUST_FACTOR += 1;
        total as u32 + C_CALLS as u32 * 1000
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
