// mistake: a way out of the section where RCU is locked
// kind: rcu-kept
// reason: on this way out, RCU is still locked
// help: call bpf_rcu_read_unlock() before each return
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
    unsafe { bpf_rcu_read_lock() };
    #[cfg(mended)]
    unsafe { bpf_rcu_read_unlock() };
    0
} //~ refused
