// mistake: one way out keeps a lock
// kind: lock-kept
// reason: on this way out, the lock is still held
// help: call bpf_spin_unlock() before each return
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
extern "C" fn prog(ctx: &Skb) -> u32 {
    let count = COUNTS.get(&0);
    if count.is_null() {
        return 0;
    }
    unsafe { spin_lock(&mut (*count).lock) };
    unsafe { (*count).number += 1 };
    #[cfg(not(mended))]
    if ctx.mark == 3 {
        return 0;
    }
    unsafe { spin_unlock(&mut (*count).lock) };
    1
} //~ refused
