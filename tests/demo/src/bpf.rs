// SPDX-License-Identifier: MIT OR Apache-2.0
//! What an XDP program needs of the kernel, without a crate: the context, a helper, a map.
use core::ffi::c_void;
use core::mem::transmute;
use core::slice;

#[repr(C)]
pub struct Context {
    data: u32,
    data_end: u32,
}

/// The bytes of a packet.
pub struct Packet {
    start: usize,
    end: usize,
}

impl Packet {
    pub fn new(context: &Context) -> Self {
        let (start, end) = (context.data as usize, context.data_end as usize);
        Packet { start, end }
    }

    /// The N bytes at an offset; none where the packet ends before them, so that whoever indexes
    /// them panics.
    pub fn slice<const N: usize>(&self, offset: usize) -> &[u8] {
        let start = self.start + offset;
        if start + N > self.end {
            return &[];
        }
        unsafe { slice::from_raw_parts(start as *const u8, N) }
    }
}

/// An array map in libbpf's style: its BTF says what it is.
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
        Array { r#type: null(), key: null(), value: null(), max_entries: null() }
    }

    pub fn get(&'static self, key: u32) -> Option<&'static mut V> {
        unsafe {
            let lookup: extern "C" fn(*const c_void, *const u32) -> *mut V = transmute(1usize);
            lookup((self as *const Self).cast(), &key).as_mut()
        }
    }
}
