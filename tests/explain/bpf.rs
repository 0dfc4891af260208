// SPDX-License-Identifier: MIT OR Apache-2.0
//! What the programs share, as a crate of bindings has it: helpers, maps and contexts. It is compiled
//! as a crate that cargo fetched, so that lines are those of the programs.
#![no_std]
#![allow(clippy::missing_safety_doc, non_camel_case_types)]

pub use core::arch::asm;
pub use core::ffi::c_void;
pub use core::ptr::{null_mut, read_volatile, write_volatile};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

macro_rules! helpers {
    ($(fn $name:ident = $number:literal ($($argument:ident: $type:ty),*) $(-> $result:ty)?;)*) => {$(
        #[inline(always)]
        pub unsafe fn $name($($argument: $type),*) $(-> $result)? {
            let helper: extern "C" fn($($type),*) $(-> $result)? = core::mem::transmute($number as usize);
            helper($($argument),*)
        }
    )*};
}

helpers! {
    fn map_lookup_elem = 1 (map: *const c_void, key: *const c_void) -> *mut c_void;
    fn map_update_elem = 2 (map: *const c_void, key: *const c_void, value: *const c_void, flags: u64) -> i64;
    fn probe_read = 4 (to: *mut c_void, size: u32, from: *const c_void) -> i64;
    fn ktime_get_ns = 5 () -> u64;
    fn trace_printk = 6 (format: *const u8, size: u32, a: u64) -> i64;
    fn get_prandom_u32 = 7 () -> u32;
    fn tail_call = 12 (ctx: *const c_void, map: *const c_void, index: u32) -> i64;
    fn get_current_pid_tgid = 14 () -> u64;
    fn get_current_comm = 16 (to: *mut c_void, size: u32) -> i64;
    fn perf_event_output = 25 (ctx: *const c_void, map: *const c_void, flags: u64, data: *const c_void, size: u64) -> i64;
    fn skb_load_bytes = 26 (skb: *const c_void, offset: u32, to: *mut c_void, size: u32) -> i64;
    fn csum_diff = 28 (from: *const u32, from_size: u32, to: *const u32, to_size: u32, seed: u32) -> i64;
    fn get_current_task = 35 () -> u64;
    fn skb_pull_data = 39 (skb: *const c_void, size: u32) -> i64;
    fn xdp_adjust_head = 44 (xdp: *const c_void, delta: i32) -> i64;
    fn probe_read_str = 45 (to: *mut c_void, size: u32, from: *const c_void) -> i64;
    fn get_socket_cookie = 46 (ctx: *const c_void) -> u64;
    fn bind = 64 (ctx: *const c_void, address: *const c_void, size: u32) -> i64;
    fn sk_lookup_tcp = 84 (ctx: *const c_void, tuple: *const c_void, size: u32, netns: u64, flags: u64) -> *mut Sock;
    fn sk_release = 86 (sock: *mut Sock) -> i64;
    fn map_push_elem = 87 (map: *const c_void, value: *const c_void, flags: u64) -> i64;
    fn spin_lock = 93 (lock: *mut bpf_spin_lock);
    fn spin_unlock = 94 (lock: *mut bpf_spin_lock);
    fn probe_read_user = 112 (to: *mut c_void, size: u32, from: *const c_void) -> i64;
    fn probe_read_kernel = 113 (to: *mut c_void, size: u32, from: *const c_void) -> i64;
    fn ringbuf_output = 130 (map: *const c_void, data: *const c_void, size: u64, flags: u64) -> i64;
    fn ringbuf_reserve = 131 (map: *const c_void, size: u64, flags: u64) -> *mut c_void;
    fn ringbuf_submit = 132 (data: *mut c_void, flags: u64);
    fn ringbuf_discard = 133 (data: *mut c_void, flags: u64);
    fn copy_from_user = 148 (to: *mut c_void, size: u32, from: *const c_void) -> i64;
    fn for_each_map_elem = 164 (map: *const c_void, callback: extern "C" fn(*mut c_void, *mut u32, *mut u64, *mut c_void) -> i64, data: *mut c_void, flags: u64) -> i64;
    fn snprintf = 165 (to: *mut u8, size: u32, format: *const u8, data: *const u64, data_size: u32) -> i64;
    fn timer_init = 169 (timer: *mut bpf_timer, map: *const c_void, flags: u64) -> i64;
    fn get_current_task_btf = 158 () -> *mut c_void;
    fn bpf_loop = 181 (rounds: u32, callback: extern "C" fn(u32, *mut c_void) -> i64, data: *mut c_void, flags: u64) -> i64;
    fn strncmp = 182 (text: *const u8, size: u32, other: *const u8) -> i64;
    fn get_func_arg = 183 (ctx: *const c_void, n: u32, value: *mut u64) -> i64;
    fn get_func_ret = 184 (ctx: *const c_void, value: *mut u64) -> i64;
    fn dynptr_from_mem = 197 (data: *mut c_void, size: u32, flags: u64, dynptr: *mut bpf_dynptr) -> i64;
    fn ringbuf_reserve_dynptr = 198 (map: *const c_void, size: u32, flags: u64, dynptr: *mut bpf_dynptr) -> i64;
    fn ringbuf_discard_dynptr = 200 (dynptr: *mut bpf_dynptr, flags: u64);
    fn dynptr_read = 201 (to: *mut c_void, size: u32, dynptr: *const bpf_dynptr, offset: u32, flags: u64) -> i64;
    fn dynptr_write = 202 (dynptr: *const bpf_dynptr, offset: u32, data: *const c_void, size: u32, flags: u64) -> i64;
}

/// Of all contexts only the part that the programs use.
#[repr(C)]
pub struct Xdp {
    pub data: u32,
    pub data_end: u32,
    pub data_meta: u32,
    pub ingress_ifindex: u32,
    pub rx_queue_index: u32,
}

impl Xdp {
    #[inline(always)]
    pub fn packet(&self) -> (usize, usize) {
        unsafe { (read_volatile(&self.data) as usize, read_volatile(&self.data_end) as usize) }
    }
}

#[repr(C)]
pub struct Skb {
    pub len: u32,
    pub pkt_type: u32,
    pub mark: u32,
    pub before: [u32; 16],
    pub data: u32,
    pub data_end: u32,
}

impl Skb {
    #[inline(always)]
    pub fn packet(&self) -> (usize, usize) {
        unsafe { (read_volatile(&self.data) as usize, read_volatile(&self.data_end) as usize) }
    }
}

#[repr(C)]
pub struct Sock {
    pub bound_dev_if: u32,
    pub family: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct bpf_spin_lock {
    pub val: u32,
}

#[repr(C, align(8))]
#[derive(Clone, Copy)]
pub struct bpf_timer {
    pub opaque: [u64; 2],
}

#[repr(C, align(8))]
#[derive(Clone, Copy)]
pub struct bpf_dynptr {
    pub opaque: [u64; 2],
}

/// A map in section .maps: its type, and what keys and values are.
#[repr(C)]
pub struct Map<K: 'static, V: 'static, const TYPE: usize, const ENTRIES: usize, const FLAGS: usize = 0> {
    r#type: *const [i32; TYPE],
    key: *const K,
    value: *const V,
    max_entries: *const [i32; ENTRIES],
    map_flags: *const [i32; FLAGS],
}

pub type Hash<K, V, const ENTRIES: usize> = Map<K, V, 1, ENTRIES>;
pub type Array<V, const ENTRIES: usize> = Map<u32, V, 2, ENTRIES>;
pub type Programs<const ENTRIES: usize> = Map<u32, u32, 3, ENTRIES>;
pub type PerfEvents = Map<u32, u32, 4, 0>;

unsafe impl<K, V, const T: usize, const E: usize, const F: usize> Sync for Map<K, V, T, E, F> {}

impl<K, V, const T: usize, const E: usize, const F: usize> Map<K, V, T, E, F> {
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        use core::ptr::null;
        Self { r#type: null(), key: null(), value: null(), max_entries: null(), map_flags: null() }
    }

    #[inline(always)]
    pub fn pointer(&'static self) -> *const c_void {
        (self as *const Self).cast()
    }

    /// The value, or null.
    #[inline(always)]
    pub fn get(&'static self, key: &K) -> *mut V {
        unsafe { map_lookup_elem(self.pointer(), (key as *const K).cast()).cast() }
    }

    #[inline(always)]
    pub fn insert(&'static self, key: &K, value: &V) -> i64 {
        unsafe { map_update_elem(self.pointer(), (key as *const K).cast(), (value as *const V).cast(), 0) }
    }
}

/// Ring buffers and the like: maps of nothing but a size.
#[repr(C)]
pub struct Buffer<const TYPE: usize, const SIZE: usize> {
    r#type: *const [i32; TYPE],
    max_entries: *const [i32; SIZE],
}

pub type RingBuf = Buffer<27, 4096>;

unsafe impl<const T: usize, const S: usize> Sync for Buffer<T, S> {}

impl<const T: usize, const S: usize> Buffer<T, S> {
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Self { r#type: core::ptr::null(), max_entries: core::ptr::null() }
    }

    #[inline(always)]
    pub fn pointer(&'static self) -> *const c_void {
        (self as *const Self).cast()
    }

    /// A record, or null.
    #[inline(always)]
    pub fn reserve<V>(&'static self) -> *mut V {
        unsafe { ringbuf_reserve(self.pointer(), core::mem::size_of::<V>() as u64, 0).cast() }
    }

    #[inline(always)]
    pub fn submit<V>(&'static self, record: *mut V) {
        unsafe { ringbuf_submit(record.cast(), 0) }
    }
}

/// What the programs of a file begin with: their license, and their maps.
#[macro_export]
macro_rules! program_file {
    () => {
        $crate::program_file!(b"GPL\0");
    };
    ($license:literal) => {
        #[link_section = "license"]
        #[no_mangle]
        static LICENSE: [u8; $license.len()] = *$license;
    };
}

#[macro_export]
macro_rules! maps {
    ($($name:ident: $type:ty;)*) => {$(
        #[link_section = ".maps"]
        #[no_mangle]
        static $name: $type = <$type>::new();
    )*};
}
