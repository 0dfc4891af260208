// What the programs of this directory share: a map whose values are of the type that is looked at.

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[allow(dead_code)]
#[repr(C)]
pub struct Map<V: 'static> {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const V,
    max_entries: *const [i32; 1],
}
unsafe impl<V> Sync for Map<V> {}

#[allow(dead_code)]
impl<V> Map<V> {
    pub const fn new() -> Self {
        use core::ptr::null;
        Map { r#type: null(), key: null(), value: null(), max_entries: null() }
    }
}

#[allow(unused_macros)]
macro_rules! look_at {
    ($type:ty) => {
        #[no_mangle]
        #[link_section = ".maps"]
        static VALUES: Map<$type> = Map::new();

        #[no_mangle]
        #[link_section = "xdp"]
        extern "C" fn prog(_context: *const [u32; 2]) -> u32 {
            2
        }
    };
}
