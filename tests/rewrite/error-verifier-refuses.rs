// Promise: no object is made for a kernel whose verifier probably refuses it however the program is lowered, and the
// error has the line: a value too large to be copied from a map to the stack, an index without bounds, more rounds
// of a loop than are walked. --check only warns of such an object.
// REQUIRES: rustc
// RUN: rm -f %t %t.new && not %rustc %s -o %t --cfg old --crate-type bin -C opt-level=2 -C panic=abort -C debuginfo=1 -C linker-plugin-lto -C linker=%shim -C link-arg=--kernel=4.15 2>&1 | FileCheck %s --check-prefix=OLD
// OLD: bpf-shim: error: {{.*}}error-verifier-refuses.rs:[[#@LINE+39]]:{{[0-9]+}}: in 'large': insn {{[0-9]+}}: a helper's key or value lies in a map: needs Linux 4.18
// OLD-NEXT: bpf-shim: help: copy it into a local variable first
// OLD-NOT: bpf-shim: error
// RUN: test ! -e %t
// RUN: not %rustc %s -o %t.new --crate-type bin -C opt-level=2 -C panic=abort -C debuginfo=1 -C linker-plugin-lto -C linker=%shim -C link-arg=--kernel=5.4 2>&1 | FileCheck %s --check-prefix=NEW
// NEW-DAG: bpf-shim: error: {{.*}}error-verifier-refuses.rs:[[#@LINE+52]]:{{[0-9]+}}: in 'unbounded': insn {{[0-9]+}}: the verifier of Linux 5.4 probably sees no bounds of this offset
// NEW-DAG: bpf-shim: error: {{.*}}error-verifier-refuses.rs:[[#@LINE+58]]: in 'rounds': the verifier probably walks more than 1000000 instructions, where Linux 5.4 stops
// RUN: test ! -e %t.new
// RUN: %rustc %s -o %t.new --crate-type bin -C opt-level=2 -C panic=abort -C debuginfo=1 -C linker-plugin-lto -C linker=%shim
// RUN: %shim --check --kernel=5.4 %t.new 2>&1 | FileCheck %s --check-prefix=CHECKED
// CHECKED-NOT: error: 
// CHECKED: warning: {{.*}}in 'rounds': the verifier probably walks more than 1000000 instructions
// CHECKED-NOT: error: 
#![no_std]
#![no_main]
use core::ffi::c_void;

#[repr(C)]
pub struct Map(u32, u32, u32, u32, u32);

fn lookup<V>(map: *const Map, key: u32) -> Option<&'static V> {
    let helper: extern "C" fn(*const c_void, *const u32) -> *const V = unsafe { core::mem::transmute(1usize) };
    unsafe { helper(map.cast(), &key).as_ref() }
}

#[cfg(old)]
mod old {
    use super::*;

    #[no_mangle]
    #[link_section = "maps"]
    static LARGE: Map = Map(1, 4, 400, 8, 0);

    #[no_mangle]
    #[link_section = "xdp"]
    extern "C" fn large(_: *const u32) -> u32 {
        let update: extern "C" fn(*const Map, *const u32, *const [u8; 400], u64) -> i64 =
            unsafe { core::mem::transmute(2usize) };
        if let Some(value) = lookup(&LARGE, 0) {
            update(&LARGE, &1, value, 0);
        }
        2
    }
}

#[cfg(not(old))]
mod new {
    use super::*;

    #[no_mangle]
    #[link_section = "maps"]
    static SMALL: Map = Map(2, 4, 64, 1, 0);

    #[no_mangle]
    #[link_section = "xdp/unbounded"]
    extern "C" fn unbounded(_: *const u32) -> u32 {
        lookup::<[u64; 8]>(&SMALL, 0).map_or(0, |value| {
            let at = (value.as_ptr() as usize).wrapping_add(value[0] as usize);
            unsafe { *(at as *const u32) }
        })
    }

    #[no_mangle]
    #[link_section = "xdp/rounds"]
    extern "C" fn rounds(_: *const u32) -> u32 {
        let mut sum = 0u64;
        let Some(value) = lookup::<[u64; 8]>(&SMALL, 0) else { return 0 };
        for i in 0..=200_000 {
            sum = sum.wrapping_mul(31) ^ unsafe { core::ptr::read_volatile(&value[i & 7]) };
        }
        sum as u32
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
