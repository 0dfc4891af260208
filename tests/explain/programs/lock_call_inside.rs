// mistake: a helper is called while a lock is held
// kind: lock-call
// reason: bpf_get_prandom_u32() comes while a lock is held
// help: call it before bpf_spin_lock() or after bpf_spin_unlock()
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
struct Count {
    lock: bpf_spin_lock,
    number: u32,
}
bpf::maps! { COUNTS: Array<Count, 1>; }

#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(_ctx: &Skb) -> u32 {
    let count = COUNTS.get(&0);
    if count.is_null() {
        return 0;
    }
    #[cfg(mended)]
    let number = unsafe { get_prandom_u32() };
    unsafe { spin_lock(&mut (*count).lock) };
    #[cfg(not(mended))]
    let number = unsafe { get_prandom_u32() }; //~ refused
    unsafe { (*count).number = number };
    unsafe { spin_unlock(&mut (*count).lock) };
    1
}
