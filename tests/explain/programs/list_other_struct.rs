// mistake: a list gets an object of another type than it contains
// kind: list-struct
// reason: the bpf_list_head contains 'Job' by its bpf_list_node at byte 8, and gets 'Other' at byte 0
// help: put only objects into it that contains! names
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
    #[cfg(not(mended))]
    let job: *mut Other = bpf_obj_new_impl(btf::type_id_local!(Other), NONE).cast();
    #[cfg(mended)]
    let job = new_job();
    if job.is_null() {
        return 0;
    }
    lock(value);
    bpf_list_push_front_impl((*value).jobs.head(), &raw mut (*job).link, NONE, 0); //~ refused
    unlock(value);
    0
}
