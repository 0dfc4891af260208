// mistake: a function that may sleep, while RCU is locked
// kind: rcu-sleeps
// reason: bpf_copy_from_user_str() may sleep, and comes while RCU is locked
// help: call it before bpf_rcu_read_lock() or after bpf_rcu_read_unlock()
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_rcu_read_lock();
    fn bpf_rcu_read_unlock();
    fn bpf_copy_from_user_str(to: *mut c_void, size: u32, from: *const c_void, flags: u64) -> i32;
}

#[no_mangle]
#[link_section = "syscall"]
extern "C" fn prog(_: *const u64) -> i32 {
    let mut text = [0u8; 8];
    unsafe { bpf_rcu_read_lock() };
    #[cfg(mended)]
    unsafe { bpf_rcu_read_unlock() };
    unsafe { bpf_copy_from_user_str(text.as_mut_ptr().cast(), 8, core::ptr::null(), 0) }; //~ refused
    #[cfg(not(mended))]
    unsafe { bpf_rcu_read_unlock() };
    0
}
