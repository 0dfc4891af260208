// mistake: a helper that may sleep, while RCU is locked
// kind: rcu-sleeps
// reason: bpf_copy_from_user() may sleep, and comes while RCU is locked
// help: call it before bpf_rcu_read_lock() or after bpf_rcu_read_unlock()
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_rcu_read_lock();
    fn bpf_rcu_read_unlock();
}

#[no_mangle]
#[link_section = "syscall"]
extern "C" fn prog(_: *const u64) -> i32 {
    let mut number = 0u32;
    unsafe { bpf_rcu_read_lock() };
    #[cfg(mended)]
    unsafe { bpf_rcu_read_unlock() };
    unsafe { copy_from_user((&mut number as *mut u32).cast(), 4, core::ptr::null()) }; //~ refused
    #[cfg(not(mended))]
    unsafe { bpf_rcu_read_unlock() };
    0
}
