// Bindings beside types by hand: nothing uses them.
#![no_std]
#![no_main]
#![allow(non_camel_case_types, non_upper_case_globals, non_snake_case, dead_code, unnecessary_transmutes)]

#[cfg(bindings)]
#[allow(clippy::all)]
mod vmlinux {
    include!(env!("BINDINGS"));
}

#[repr(C)]
pub struct task_struct {
    tgid: i32,
    real_parent: *const task_struct,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_: *const u64) -> u32 {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { core::mem::transmute(35usize) };
    unsafe { btf::read!(current(), real_parent.tgid) as u32 }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
