#![no_std]
#![no_main]
#![allow(non_camel_case_types)]

#[macro_use]
mod btf;

#[repr(C)]
pub struct task_struct {
    tgid: i32,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_: *const u64) -> u32 {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { core::mem::transmute(35usize) };
    let tgid = unsafe { read!(current(), tgid) };
    (tgid > 0 && field_exists!(task_struct, tgid)) as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
