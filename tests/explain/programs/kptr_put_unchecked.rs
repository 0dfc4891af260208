// mistake: a task that may be null is put into a map
// kind: argument-null
// reason: bpf_kptr_xchg() gets what may be null as argument 2: nothing has compared it with null
// note: 'let task = unsafe { bpf_task_from_pid(1) };': the value comes from here: returned by bpf_task_from_pid()
// help: return when it is null, before the call
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
    fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
}

#[no_mangle]
#[link_section = "syscall"]
extern "C" fn prog(_: *const u64) -> i32 {
    let value = TASKS.get(&0);
    if value.is_null() {
        return 0;
    }
    let task = unsafe { bpf_task_from_pid(1) };
    #[cfg(mended)]
    if task.is_null() {
        return 0;
    }
    let before = unsafe { (*value).task.exchange(task) }; //~ refused
    if !before.is_null() {
        unsafe { bpf_task_release(before) };
    }
    0
}
