// Promise: literals passed to helpers by reference (a key, a value, a structure, a string) are on the stack where the
// kernel has no .rodata: for 4.15, in release and debug builds.
// REQUIRES: rustc, root-bpf
// RUN: sh -c 'for level in 3 2 s 1 0; do \
// RUN:   %rustc --edition 2021 -Copt-level=$level -Cdebuginfo=2 -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim \
// RUN:     -Clink-arg=--kernel=4.15 -o %t.$level %s || exit 1; done'
// RUN: llvm-readelf -S %t.3 %t.0 | FileCheck %s --check-prefix=ELF
// RUN: make -s -C %top/tests/kernel
// RUN: sh -c 'for level in 3 2 s 1 0; do %top/build/tests/run_prog %t.$level \
// RUN:   0000000000000000000000000000 0200000000000000000000000000 || exit 1; done' | FileCheck %s --check-prefix=GOT

// ELF-NOT: .rodata
// ELF-NOT: .data
// GOT: run prog 0 77000
// GOT-NEXT: run prog 1 100902
// GOT-NEXT: run prog 0 77000
// GOT-NEXT: run prog 1 100902
// GOT-NEXT: run prog 0 77000
// GOT-NEXT: run prog 1 100902
// GOT-NEXT: run prog 0 77000
// GOT-NEXT: run prog 1 100902
// GOT-NEXT: run prog 0 77000
// GOT-NEXT: run prog 1 100902
#![no_std]
#![no_main]
use core::ffi::c_void;
use core::mem::transmute;

#[repr(C)]
pub struct Hash<K: 'static, V: 'static> {
    r#type: *const [i32; 1],
    key: *const K,
    value: *const V,
    max_entries: *const [i32; 16],
}
unsafe impl<K, V> Sync for Hash<K, V> {}

impl<K, V> Hash<K, V> {
    const fn new() -> Self {
        let none = core::ptr::null::<u8>();
        Hash { r#type: none.cast(), key: none.cast(), value: none.cast(), max_entries: none.cast() }
    }
    #[inline(always)]
    fn get(&'static self, key: &K) -> Option<&'static V> {
        let lookup: extern "C" fn(*const c_void, &K) -> *const V = unsafe { transmute(1usize) };
        unsafe { lookup((&raw const *self).cast(), key).as_ref() }
    }
    #[inline(always)]
    fn set(&'static self, key: &K, value: &V) -> i64 {
        let update: extern "C" fn(*const c_void, &K, &V, u64) -> i64 = unsafe { transmute(2usize) };
        update((&raw const *self).cast(), key, value, 0)
    }
}

#[derive(Clone, Copy)]
#[repr(C)]
pub struct Address {
    host: [u8; 4],
    port: u16,
    kind: u16,
}

#[no_mangle]
#[link_section = ".maps"]
static COUNTS: Hash<u32, u64> = Hash::new();

#[no_mangle]
#[link_section = ".maps"]
static NAMES: Hash<[u8; 8], Address> = Hash::new();

const LOCAL: Address = Address { host: [127, 0, 0, 1], port: 80, kind: 2 };

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 14 > end {
        return 1;
    }
    if unsafe { *(start as *const u8) } == 0 {
        COUNTS.set(&1, &900);
        COUNTS.set(&u32::MAX, &0x1_0000_0002);
        NAMES.set(b"loopback", &LOCAL);
        NAMES.set(b"any\0\0\0\0\0", &Address { host: [0; 4], ..LOCAL });
        return 77000;
    }
    let (Some(one), Some(last)) = (COUNTS.get(&1), COUNTS.get(&u32::MAX)) else { return 2 };
    let (Some(local), Some(any)) = (NAMES.get(b"loopback"), NAMES.get(b"any\0\0\0\0\0")) else { return 3 };
    if local.host[0] != 127 || any.host[0] != 0 || any.port != 80 {
        return 4;
    }
    *one as u32 + *last as u32 + (*last >> 32) as u32 * 100_000
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
