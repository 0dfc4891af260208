// Promise: where the verifier refuses a program, its log shows the line of Rust that is to blame, with
// debug = 1 too.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: %rustc -Copt-level=3 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: not %top/build/tests/run_prog %t 2>%t.log
// RUN: FileCheck %s < %t.log
// RUN: %rustc -Copt-level=3 -Cdebuginfo=1 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.1 %s
// RUN: not %top/build/tests/run_prog %t.1 2>%t.1.log
// RUN: FileCheck %s < %t.1.log
// CHECK: ; unsafe { (start as *const u16).read_unaligned() } @ verifier-log-shows-rust.rs:28
// CHECK: invalid mem access 'scalar'
#![no_std]
#![no_main]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

struct Place {
    start: usize,
}

impl Place {
    fn kind(&self) -> u16 {
        let start = self.start + 12; // a number, and no address
        unsafe { (start as *const u16).read_unaligned() }
    }
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 6]) -> u32 {
    let place = Place { start: unsafe { (*ctx)[3] } as usize };
    u32::from(place.kind())
}
