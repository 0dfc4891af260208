// promise: a map declared with a generic type, as today's Rust libraries do
// kernel: 4.15
// maps: libbpf
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[cfg(not(native))]
mod map {
    #[repr(C)]
    pub struct Array<K: 'static, V: 'static, const N: usize, const FLAGS: usize = 0> {
        r#type: *const [i32; 2],
        key: *const K,
        value: *const V,
        max_entries: *const [i32; N],
        map_flags: *const [i32; FLAGS],
    }

    unsafe impl<K, V, const N: usize, const FLAGS: usize> Sync for Array<K, V, N, FLAGS> {}

    impl<V, const N: usize, const FLAGS: usize> Array<u32, V, N, FLAGS> {
        pub const fn new() -> Self {
            use core::ptr::null;
            Self { r#type: null(), key: null(), value: null(), max_entries: null(), map_flags: null() }
        }

        pub fn get(&'static self, key: u32) -> Option<&'static mut V> {
            crate::bpf::lookup((self as *const Self).cast(), key)
        }
    }
}

#[cfg(not(native))]
#[link_section = ".maps"]
#[no_mangle]
static TABLE: map::Array<u32, Pair<u64, u32>, 4> = map::Array::new();

#[cfg(native)]
static TABLE: native::ArrayMap<Pair<u64, u32>, 4> = native::ArrayMap::new();

#[repr(C)]
pub struct Pair<A, B>(A, B, u32);

fn compute(input: &[u8; 64]) -> u64 {
    let Some(pair) = TABLE.get(input[0] as u32 & 3) else {
        return 0;
    };
    pair.0 = pair.0.wrapping_add(word(input, 1));
    pair.1 ^= input[3] as u32;
    pair.0 ^ pair.1 as u64
}

programs! {
    xdp prog => compute;
}
