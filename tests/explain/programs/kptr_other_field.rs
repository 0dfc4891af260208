// mistake: a task is put where the value has a number
// kind: kptr-place
// reason: bpf_kptr_xchg() gets the address of byte 0 of a value of 'TASKS', where no such pointer is
// help: pass the address of the field itself
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
    if task.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    let place = unsafe { (&raw mut (*value).count).cast::<Kptr<task_struct>>() };
    #[cfg(mended)]
    let place = unsafe { &raw mut (*value).task };
    let before = unsafe { (*place).exchange(task) }; //~ refused
    if !before.is_null() {
        unsafe { bpf_task_release(before) };
    }
    0
}
