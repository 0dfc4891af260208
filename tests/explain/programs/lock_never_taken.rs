// mistake: a lock is released that was not taken
// kind: lock-not-taken
// reason: a lock is released that was not taken on this way
// help: call bpf_spin_lock() before, on each way
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
    unsafe { spin_lock(&mut (*count).lock) };
    unsafe { (*count).number += 1 };
    unsafe { spin_unlock(&mut (*count).lock) }; //~ refused
    1
}
