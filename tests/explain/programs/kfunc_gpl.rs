// mistake: a function of the kernel's in a program that is not under the GPL
// line: none
// kind: kfunc-gpl
// reason: only programs under the GPL may call functions of the kernel
// help: set the license to "GPL" or "Dual MIT/GPL"
#![no_std]
#![no_main]
use bpf::*;

#[cfg(not(mended))]
bpf::program_file!(b"Proprietary\0");
#[cfg(mended)]
bpf::program_file!();
btf::ksyms! {
    fn bpf_rcu_read_lock();
    fn bpf_rcu_read_unlock();
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: *const u64) -> i32 {
    unsafe { bpf_rcu_read_lock() };
    unsafe { bpf_rcu_read_unlock() };
    0
}
