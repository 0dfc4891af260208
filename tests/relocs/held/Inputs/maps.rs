// A ring buffer, and a value with a lock.
#[repr(C)]
pub struct RingBuf {
    r#type: *const [i32; 27],
    max_entries: *const [i32; 4096],
}
unsafe impl Sync for RingBuf {}
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static EVENTS: RingBuf = RingBuf { r#type: core::ptr::null(), max_entries: core::ptr::null() };

#[repr(C)]
pub struct Value {
    sum: u32,
    lock: bpf_spin_lock,
}
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static SUMS: Map<Value, ARRAY, 1> = Map::new();
