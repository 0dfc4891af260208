// mistake: another lock is released than was taken
// kind: lock-other
// reason: another lock is released than the one that is held
// help: release the lock that was taken, by the same pointer
#![no_std]
#![no_main]
use bpf::*;
use btf::{bpf_list_head, bpf_list_node, bpf_spin_lock};

bpf::program_file!();
#[repr(C)]
pub struct Job {
    number: u64,
    link: bpf_list_node,
}
#[repr(C)]
pub struct Other {
    link: bpf_list_node,
    number: u64,
}
btf::contains! { pub struct Jobs: bpf_list_head = Job.link; }
#[repr(C)]
pub struct Value {
    lock: bpf_spin_lock,
    jobs: Jobs,
    number: u64,
}
bpf::maps! { JOBS: Array<Value, 2>; }
btf::ksyms! {
    fn bpf_obj_new_impl(id: u64, meta: *const c_void) -> *mut c_void;
    fn bpf_obj_drop_impl(object: *mut c_void, meta: *const c_void);
    fn bpf_list_push_front_impl(head: *mut bpf_list_head, node: *mut bpf_list_node, meta: *const c_void, at: u64) -> i32;
    fn bpf_list_pop_front(head: *mut bpf_list_head) -> *mut bpf_list_node;
    fn bpf_get_task_exe_file(task: *mut c_void) -> *mut c_void;
}
const NONE: *const c_void = core::ptr::null();

unsafe fn lock(value: *mut Value) {
    spin_lock((&raw mut (*value).lock).cast())
}

unsafe fn unlock(value: *mut Value) {
    spin_unlock((&raw mut (*value).lock).cast())
}

unsafe fn new_job() -> *mut Job {
    bpf_obj_new_impl(btf::type_id_local!(Job), NONE).cast()
}

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: &Skb) -> i32 {
    let value = JOBS.get(&0);
    if value.is_null() {
        return 0;
    }
    let other = JOBS.get(&1);
    if other.is_null() {
        return 0;
    }
    lock(value);
    (*value).number = 1;
    #[cfg(not(mended))]
    spin_unlock((&raw mut (*other).lock).cast()); //~ refused
    #[cfg(mended)]
    unlock(value);
    0
}
