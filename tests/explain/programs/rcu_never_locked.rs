// mistake: RCU is unlocked where it is not locked
// kind: rcu-not-locked
// reason: RCU is unlocked that was not locked on this way
// help: call bpf_rcu_read_lock() before, on each way
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_rcu_read_lock();
    fn bpf_rcu_read_unlock();
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: *const u64) -> i32 {
    #[cfg(mended)]
    unsafe { bpf_rcu_read_lock() };
    unsafe { bpf_rcu_read_unlock() }; //~ refused
    0
}
