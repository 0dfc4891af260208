// mistake: a lock is taken that is held already
// kind: lock-again
// reason: a lock is taken that is held already
// help: release it first
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
pub struct Value {
    lock: btf::bpf_res_spin_lock,
    number: u32,
}
bpf::maps! { VALUES: Array<Value, 2>; }
btf::ksyms! {
    fn bpf_res_spin_lock(lock: *mut btf::bpf_res_spin_lock) -> i32;
    fn bpf_res_spin_unlock(lock: *mut btf::bpf_res_spin_lock);
}

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let one = VALUES.get(&0);
    let two = VALUES.get(&1);
    if one.is_null() || two.is_null() {
        return 0;
    }
    if bpf_res_spin_lock(&raw mut (*one).lock) != 0 {
        return 0;
    }
    #[cfg(not(mended))]
    let again = one;
    #[cfg(mended)]
    let again = two;
    if bpf_res_spin_lock(&raw mut (*again).lock) == 0 { //~ refused
        bpf_res_spin_unlock(&raw mut (*again).lock);
    }
    bpf_res_spin_unlock(&raw mut (*one).lock);
    0
}
