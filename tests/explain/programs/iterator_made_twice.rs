// mistake: an iterator is made where one is
// kind: iterator-made-twice
// reason: bpf_iter_num_new() makes an iterator where there is one already
// help: destroy that first, with bpf_iter_num_destroy()
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
    #[cfg(not(mended))]
    unsafe { bpf_iter_num_new(it.as_mut_ptr(), 0, 20) }; //~ refused
    unsafe { bpf_iter_num_destroy(it.as_mut_ptr()) };
    0
}
