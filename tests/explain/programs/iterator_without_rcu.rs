// mistake: tasks are walked while RCU is not locked
// kind: iterator-without-rcu
// reason: bpf_iter_task_new() is for where RCU is locked
// help: call bpf_rcu_read_lock() before, and bpf_rcu_read_unlock() after the last use
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
pub struct bpf_iter_task {
    opaque: [u64; 3],
}
#[repr(C)]
pub struct task_struct {
    tgid: i32,
}
btf::ksyms! {
    fn bpf_rcu_read_lock();
    fn bpf_rcu_read_unlock();
    fn bpf_iter_task_new(it: *mut bpf_iter_task, task: *mut task_struct, flags: u32) -> i32;
    fn bpf_iter_task_next(it: *mut bpf_iter_task) -> *mut task_struct;
    fn bpf_iter_task_destroy(it: *mut bpf_iter_task);
}
#[no_mangle]
#[link_section = "syscall"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let mut it = bpf_iter_task { opaque: [0; 3] };
    let mut count = 0;
    #[cfg(mended)]
    bpf_rcu_read_lock();
    bpf_iter_task_new(&mut it, null_mut(), 0); //~ refused
    while !bpf_iter_task_next(&mut it).is_null() {
        count += 1;
    }
    bpf_iter_task_destroy(&mut it);
    #[cfg(mended)]
    bpf_rcu_read_unlock();
    count
}
