// mistake: a map that holds tasks gets a cgroup
// kind: kptr-struct
// reason: the map holds a pointer to a task_struct, and gets one to a cgroup
// note: 'let task = unsafe { bpf_cgroup_from_id(1) };': the value comes from here: returned by bpf_cgroup_from_id()
// help: keep each type of object in a field that is declared for it
#![no_std]
#![no_main]
use bpf::*;
use btf::Kptr;

bpf::program_file!();
#[repr(C)]
pub struct task_struct {
    tgid: i32,
}
#[repr(C)]
pub struct Value {
    count: u64,
    task: Kptr<task_struct>,
}
bpf::maps! { TASKS: Array<Value, 1>; }
btf::ksyms! {
    fn bpf_task_acquire(task: *mut task_struct) -> *mut task_struct;
    fn bpf_task_release(task: *mut task_struct);
    fn bpf_cgroup_from_id(id: u64) -> *mut task_struct;
    fn bpf_cgroup_release(cgroup: *mut task_struct);
    fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
}

#[no_mangle]
#[link_section = "syscall"]
extern "C" fn prog(_: *const u64) -> i32 {
    let value = TASKS.get(&0);
    if value.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    let task = unsafe { bpf_cgroup_from_id(1) };
    #[cfg(mended)]
    let task = unsafe { bpf_task_from_pid(1) };
    if task.is_null() {
        return 0;
    }
    let before = unsafe { (*value).task.exchange(task) }; //~ refused
    if !before.is_null() {
        unsafe { bpf_task_release(before) };
    }
    0
}
