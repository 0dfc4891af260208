//! Maps, helpers and contexts that the programs share.
#![no_std]

use core::ffi::{c_long, c_void};
use core::ptr::null;

unsafe extern "C" {
    pub fn bpf_map_lookup_elem(map: *const c_void, key: *const c_void) -> *mut c_void;
    pub fn bpf_map_update_elem(map: *const c_void, key: *const c_void, value: *const c_void, flags: u64) -> c_long;
    pub fn bpf_ringbuf_reserve(map: *const c_void, size: u64, flags: u64) -> *mut c_void;
    pub fn bpf_ringbuf_submit(record: *mut c_void, flags: u64);
    pub fn bpf_get_current_pid_tgid() -> u64;
    pub fn bpf_get_current_comm(buffer: *mut c_void, size: u32) -> c_long;
    pub fn bpf_probe_read_user_str(buffer: *mut c_void, size: u32, from: *const c_void) -> c_long;
    pub fn bpf_skb_load_bytes(skb: *const c_void, offset: u32, buffer: *mut c_void, size: u32) -> c_long;
}

#[repr(C)]
pub struct Map<const TYPE: usize, K: 'static, V: 'static, const ENTRIES: usize> {
    r#type: *const [i32; TYPE],
    key: *const K,
    value: *const V,
    max_entries: *const [i32; ENTRIES],
}
unsafe impl<const T: usize, K, V, const N: usize> Sync for Map<T, K, V, N> {}

pub type Hash<K, V, const N: usize> = Map<1, K, V, N>;
pub type Array<V, const N: usize> = Map<2, u32, V, N>;

impl<const T: usize, K, V, const N: usize> Map<T, K, V, N> {
    pub const fn new() -> Self {
        Map { r#type: null(), key: null(), value: null(), max_entries: null() }
    }
    pub fn get(&self, key: &K) -> Option<&mut V> {
        unsafe { bpf_map_lookup_elem((&raw const *self).cast(), (&raw const *key).cast()).cast::<V>().as_mut() }
    }
    pub fn insert(&self, key: &K, value: &V) -> bool {
        let (map, key, value) = (&raw const *self, &raw const *key, &raw const *value);
        unsafe { bpf_map_update_elem(map.cast(), key.cast(), value.cast(), 0) == 0 }
    }
}

#[repr(C)]
pub struct Ring<const BYTES: usize> {
    r#type: *const [i32; 27],
    max_entries: *const [i32; BYTES],
}
unsafe impl<const N: usize> Sync for Ring<N> {}

impl<const N: usize> Ring<N> {
    pub const fn new() -> Self {
        Ring { r#type: null(), max_entries: null() }
    }
    pub fn send<T: 'static>(&self, fill: impl FnOnce(&mut T)) {
        let record = unsafe { bpf_ringbuf_reserve((&raw const *self).cast(), size_of::<T>() as u64, 0) };
        if let Some(place) = unsafe { record.cast::<T>().as_mut() } {
            fill(place);
            unsafe { bpf_ringbuf_submit(record, 0) };
        }
    }
}

#[repr(C)]
pub struct XdpMd {
    data: u32,
    data_end: u32,
}
pub const XDP_DROP: u32 = 1;
pub const XDP_PASS: u32 = 2;

impl XdpMd {
    pub fn packet(&self) -> &[u8] {
        let (start, end) = (self.data as usize, self.data_end as usize);
        unsafe { core::slice::from_raw_parts(start as *const u8, end - start) }
    }
}

#[repr(C)]
pub struct SkBuff {
    before: [u32; 19],
    data: u32,
    data_end: u32,
}
pub const TC_ACT_OK: i32 = 0;
pub const TC_ACT_SHOT: i32 = 2;

impl SkBuff {
    pub fn packet(&self) -> &[u8] {
        let (start, end) = (self.data as usize, self.data_end as usize);
        unsafe { core::slice::from_raw_parts(start as *const u8, end - start) }
    }
    pub fn load(&self, buffer: &mut [u8]) -> bool {
        let (skb, size) = (&raw const *self, buffer.len() as u32);
        unsafe { bpf_skb_load_bytes(skb.cast(), 0, buffer.as_mut_ptr().cast(), size) == 0 }
    }
}

/// Every program has these once.
#[macro_export]
macro_rules! rest {
    () => {
        #[panic_handler]
        fn panic(_: &core::panic::PanicInfo) -> ! {
            loop {}
        }
        #[unsafe(no_mangle)]
        #[unsafe(link_section = "license")]
        static LICENSE: [u8; 4] = *b"GPL\0";
    };
}

/// A socket filter that keeps what a function finds; it takes the packets in which there is something.
#[macro_export]
macro_rules! filter {
    ($function:ident) => {
        #[unsafe(no_mangle)]
        #[unsafe(link_section = ".maps")]
        static FOUND: $crate::Hash<[u8; 16], u64, 64> = $crate::Hash::new();

        #[unsafe(no_mangle)]
        #[unsafe(link_section = "socket")]
        extern "C" fn filter(skb: &$crate::SkBuff) -> u32 {
            let mut bytes = [0; 96];
            if !skb.load(&mut bytes) {
                return 0;
            }
            match functions::$function(&bytes) {
                Some((key, value)) if FOUND.insert(&key, &value) => 96,
                _ => 0,
            }
        }
        $crate::rest!();
    };
}
