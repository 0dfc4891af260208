//! What the programs share: a map that BTF describes, the licence, the panic handler.
#![no_std]

use core::ffi::c_void;

#[repr(C)]
pub struct Array<V, const N: usize> {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const V,
    max_entries: *const [i32; N],
}

unsafe impl<V, const N: usize> Sync for Array<V, N> {}

impl<V, const N: usize> Array<V, N> {
    pub const fn new() -> Self {
        use core::ptr::null;
        Self { r#type: null(), key: null(), value: null(), max_entries: null() }
    }

    pub fn get(&'static self, index: u32) -> Option<&'static mut V> {
        let lookup: unsafe extern "C" fn(*const c_void, *const u32) -> *mut V =
            unsafe { core::mem::transmute(1usize) };
        unsafe { lookup((&raw const *self).cast(), &index).as_mut() }
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
