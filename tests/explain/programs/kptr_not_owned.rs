// mistake: a map is to hold a task that the program does not hold itself
// kind: release-not-held
// reason: bpf_kptr_xchg() gets a pointer of the kernel's that this program does not hold
// note: 'let task: *mut task_struct = unsafe { get_current_task_btf().cast() };': the value comes from here: returned by bpf_get_current_task_btf()
// help: acquire it before, as bpf_task_acquire() does, and pass what that returns
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
    let task: *mut task_struct = unsafe { get_current_task_btf().cast() };
    #[cfg(mended)]
    let task = unsafe { bpf_task_acquire(task) };
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
