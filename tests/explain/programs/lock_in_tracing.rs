// mistake: a lock in a program that runs at any moment
// line: none
// kind: lock-program
// reason: a map with a lock is used by a program that runs at any moment, even while the lock is held
// help: use a map without a lock, per-CPU maps or atomic operations
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
pub struct Value {
    lock: bpf_spin_lock,
    number: u32,
}
bpf::maps! { VALUES: Array<Value, 1>; }

#[no_mangle]
#[cfg_attr(not(mended), link_section = "kprobe")]
#[cfg_attr(mended, link_section = "classifier")]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = VALUES.get(&0);
    if value.is_null() {
        return 0;
    }
    spin_lock(&raw mut (*value).lock);
    (*value).number += 1;
    spin_unlock(&raw mut (*value).lock);
    0
}
