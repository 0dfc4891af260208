// Enumerators at the ends of what numbers can be; enums.c has the same in C.
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

#[repr(C)]
pub enum neg {
    N1 = -5,
    N2 = 7,
}
#[repr(i64)]
pub enum big {
    B1 = -0x100000000,
    B2 = 0x7fffffffffffffff,
}
#[repr(u64)]
pub enum ubig {
    U1 = 0xffffffffffffffff,
    U2 = 1,
}
#[repr(u32)]
pub enum us {
    S1 = 0xffffffff,
}
#[repr(C)]
pub enum cu {
    C1 = 0x7fffffff,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_: *const u64) -> i64 {
    let values = [
        btf::enum_value!(neg::N1),
        btf::enum_value!(big::B1),
        btf::enum_value!(big::B2),
        btf::enum_value!(ubig::U1),
        btf::enum_value!(us::S1),
        btf::enum_value!(cu::C1),
    ];
    values.iter().fold(0, |total: i64, value| total.wrapping_mul(31) ^ value)
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
