// mistake: an iterator is asked that nothing has made
// kind: iterator-not-made
// reason: bpf_iter_num_next() gets an iterator that nothing has made on this way
// help: make it first, with bpf_iter_num_new()
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
    #[cfg(mended)]
    unsafe { bpf_iter_num_new(it.as_mut_ptr(), 0, 10) };
    unsafe { bpf_iter_num_next(it.as_mut_ptr()) }; //~ refused
    #[cfg(mended)]
    unsafe { bpf_iter_num_destroy(it.as_mut_ptr()) };
    0
}
