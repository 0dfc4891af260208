// Two programs for libxdp's dispatcher, which runs one after the other: 'first' drops long packets, the other one short ones.
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

#[repr(C)]
pub struct xdp_md {
    data: u32,
    data_end: u32,
}

// The place among others, and the result after which the next one runs.
#[repr(C)]
pub struct RunConfig<const N: usize> {
    priority: *const [i32; N],
    #[allow(non_snake_case)]
    XDP_PASS: *const [i32; 1],
}
unsafe impl<const N: usize> Sync for RunConfig<N> {}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".xdp_run_config")]
static _prog: RunConfig<{ if cfg!(first) { 5 } else { 15 } }> =
    RunConfig { priority: core::ptr::null(), XDP_PASS: core::ptr::null() };

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(context: *const xdp_md) -> i32 {
    let length = unsafe { (*context).data_end.wrapping_sub((*context).data) };
    let drops = if cfg!(first) { length > 200 } else { length < 60 };
    if drops { 1 } else { 2 }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
