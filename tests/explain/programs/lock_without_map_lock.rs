// mistake: a lock in a value that has none
// kind: lock-missing
// reason: a value of 'COUNTS' has no lock: no field has the type bpf_spin_lock
// help: give the value a field of a struct that is named bpf_spin_lock and holds one u32
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[cfg(not(mended))]
type Lock = u32;
#[cfg(mended)]
type Lock = bpf_spin_lock;

#[repr(C)]
struct Count {
    lock: Lock,
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
    unsafe { spin_lock((&mut (*count).lock as *mut Lock).cast()) }; //~ refused
    unsafe { spin_unlock((&mut (*count).lock as *mut Lock).cast()) };
    1
}
