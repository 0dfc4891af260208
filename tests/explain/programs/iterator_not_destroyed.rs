// mistake: an iterator is left as it is
// kind: not-released
// reason: on this way out, something that bpf_iter_num_new() returned is not given back
// note: 'unsafe { bpf_iter_num_new(it.as_mut_ptr(), 0, 10) };': the value comes from here: returned by bpf_iter_num_new()
// help: release, submit or discard it before each return
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_iter_num_new(it: *mut bpf_iter_num, start: i32, end: i32) -> i32;
    fn bpf_iter_num_next(it: *mut bpf_iter_num) -> *mut i32;
    fn bpf_iter_num_destroy(it: *mut bpf_iter_num);
}
#[repr(C, align(8))]
#[derive(Clone, Copy)]
pub struct bpf_iter_num {
    opaque: [u64; 1],
}
use core::mem::MaybeUninit;

#[no_mangle]
#[link_section = "tp_btf/sched_switch"]
extern "C" fn prog(_: *const u64) -> i32 {
    let mut it = MaybeUninit::<bpf_iter_num>::uninit();
    unsafe { bpf_iter_num_new(it.as_mut_ptr(), 0, 10) };
    #[cfg(mended)]
    unsafe { bpf_iter_num_destroy(it.as_mut_ptr()) };
    0
} //~ refused
