// mistake: the lock itself is written
// kind: lock-access
// reason: the lock itself is read or written
// help: access only the other fields, and the lock with bpf_spin_lock()
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
    #[cfg(not(mended))]
    unsafe { write_volatile(&mut (*count).lock.val, 0) }; //~ refused
    #[cfg(mended)]
    unsafe { write_volatile(&mut (*count).number, 0) };
    1
}
