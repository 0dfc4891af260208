// SPDX-License-Identifier: MIT OR Apache-2.0
//! What every probe needs in place of `program!` of redbpf-macros 2.3.0, which today's rustc refuses.
#![no_std]

use redbpf_probes::helpers::bpf_trace_printk;

#[no_mangle]
#[link_section = "license"]
pub static _license: [u8; 4] = *b"GPL\0";

#[no_mangle]
#[link_section = "version"]
pub static _version: u32 = 0xFFFF_FFFE; // that of the running kernel

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    let message = *b"panic\0"; // on the stack, as kernels before 5.2 want it
    bpf_trace_printk(&message);
    loop {}
}
