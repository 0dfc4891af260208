// promise: the key of a lookup lies in another value of the map, and is not copied
// inputs: values
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

array_maps! {
    LINKS: [[u32; 2]; 8],
}

#[cfg(not(native))]
fn follow(key: &'static u32) -> Option<&'static mut [u32; 2]> {
    unsafe {
        let lookup: extern "C" fn(*const core::ffi::c_void, *const u32) -> *mut [u32; 2] =
            core::mem::transmute(1usize);
        lookup((&raw const LINKS).cast(), key).as_mut()
    }
}

#[cfg(native)]
fn follow(key: &'static u32) -> Option<&'static mut [u32; 2]> {
    LINKS.get(*key)
}

fn two_links(input: &[u8; 64]) -> u64 {
    let Some(link) = LINKS.get(u32::from(input[0] & 7)) else {
        return 1 << 40;
    };
    *link = [u32::from(input[0] >> 3), link[1] + 1];
    match follow(&link[0]) {
        Some(next) => u64::from(next[1]) << 8 | u64::from(next[0]),
        None => 2 << 40,
    }
}

programs! {
    xdp prog => two_links;
}
