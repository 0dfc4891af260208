// SPDX-License-Identifier: MIT OR Apache-2.0
#![no_std]
#![no_main]

#[repr(C)]
pub struct Context {
    data: u32,
    data_end: u32,
}

static mut SEEN: [u64; 4] = [0; 4];

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: &Context) -> u32 {
    let (data, end) = (ctx.data as usize, ctx.data_end as usize);
    let mut sum = 0u32;
    for i in 0..16 {
        if data + i + 1 > end {
            break;
        }
        sum = sum.wrapping_mul(31).wrapping_add(unsafe { *((data + i) as *const u8) } as u32);
    }
    unsafe { SEEN[(sum & 3) as usize] += 1 };
    sum
}
