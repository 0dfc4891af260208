// What the programs of this directory share.
use core::mem::transmute;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";

#[repr(C)]
pub struct Map<V: 'static, const TYPE: usize, const N: usize> {
    r#type: *const [i32; TYPE],
    key: *const u32,
    value: *const V,
    max_entries: *const [i32; N],
}
unsafe impl<V, const TYPE: usize, const N: usize> Sync for Map<V, TYPE, N> {}

impl<V, const TYPE: usize, const N: usize> Map<V, TYPE, N> {
    const fn new() -> Self {
        use core::ptr::null;
        Map { r#type: null(), key: null(), value: null(), max_entries: null() }
    }
    #[inline(always)]
    fn get(&'static self, key: u32) -> Option<&'static mut V> {
        let lookup: extern "C" fn(*const Self, *const u32) -> *mut V = unsafe { transmute(1usize) };
        unsafe { lookup(self, &key).as_mut() }
    }
}
const ARRAY: usize = 2;
