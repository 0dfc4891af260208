// mistake: a function that may sleep, in a program that may not
// kind: kfunc-sleeps
// reason: bpf_copy_from_user_str() may sleep, and this program may not
// help: use a section whose programs may: lsm.s, syscall
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_copy_from_user_str(to: *mut c_void, size: u32, from: *const c_void, flags: u64) -> i32;
}

#[no_mangle]
#[cfg_attr(not(mended), link_section = "tp_btf/sched_switch")]
#[cfg_attr(mended, link_section = "syscall")]
extern "C" fn prog(_: *const u64) -> i32 {
    let mut text = [0u8; 8];
    unsafe { bpf_copy_from_user_str(text.as_mut_ptr().cast(), 8, core::ptr::null(), 0) }; //~ refused
    0
}
