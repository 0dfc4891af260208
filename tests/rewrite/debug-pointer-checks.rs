// A debug build loads though core checks its pointers, and rustc every access: these checks are gone, others panic.
// REQUIRES: rustc, root-bpf
// RUN: %rustc -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: %packets %t 0203040506070000000000000000 0203040509070000000000000000 | FileCheck %s
// RUN: %rustc -Cpanic=abort -Copt-level=3 -Cdebug-assertions=on -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: %packets %t 0203040506070000000000000000 0203040509070000000000000000 | FileCheck %s
// CHECK: run prog 0 84148994
// CHECK: run prog 1 0
#![no_std]
#![no_main]
use core::ptr;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 14 > end {
        return 1;
    }
    let packet = start as *const u8;
    let mut copy = [0u8; 8];
    let table = [1u8; 8];
    unsafe {
        ptr::copy_nonoverlapping(packet, copy.as_mut_ptr(), 8);
        let number = ptr::read(packet.add(4).cast::<u16>());
        let one = table[(number & 0xff) as usize]; // 6 is inside, 9 is not
        let zero = ptr::read_volatile(packet.add(8).cast::<u32>());
        u32::from(one) * ptr::read_volatile(copy.as_ptr().cast::<u32>()) + zero
    }
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
