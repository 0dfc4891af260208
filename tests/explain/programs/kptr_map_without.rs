// mistake: a value that holds no pointer is to hold a task
// kind: kptr-missing
// reason: a value of 'TASKS' has no pointer to an object of the kernel's: no field has the type Kptr
// help: give the value a field of type Kptr, and exchange that
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
    #[cfg(not(mended))]
    task: [u64; 1],
    #[cfg(mended)]
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
    let place = unsafe { (&raw mut (*value).task).cast::<Kptr<task_struct>>() };
    let before = unsafe { (*place).exchange(task) }; //~ refused
    if !before.is_null() {
        unsafe { bpf_task_release(before) };
    }
    0
}
