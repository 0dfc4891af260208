// mistake: of two locks the first one is released first
// kind: lock-order
// reason: a lock is released before one that was taken after it
// help: release locks in the reverse order
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
    if bpf_res_spin_lock(&raw mut (*two).lock) != 0 {
        write_volatile(&raw mut (*one).number, 1);
        bpf_res_spin_unlock(&raw mut (*one).lock);
        return 0;
    }
    #[cfg(not(mended))]
    bpf_res_spin_unlock(&raw mut (*one).lock); //~ refused
    bpf_res_spin_unlock(&raw mut (*two).lock);
    #[cfg(mended)]
    bpf_res_spin_unlock(&raw mut (*one).lock);
    1
}
