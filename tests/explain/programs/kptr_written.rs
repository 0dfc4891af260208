// mistake: a pointer that the map holds is written over
// kind: kptr-write
// reason: a pointer that the map holds is written over
// note: 'let task = unsafe { bpf_task_from_pid(1) };': the value comes from here: returned by bpf_task_from_pid()
// help: use exchange() (bpf_kptr_xchg), which gives back what was there
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
    unsafe { write_volatile((&raw mut (*value).task).cast::<*mut task_struct>(), task) }; //~ refused
    #[cfg(not(mended))]
    let before = null_mut::<task_struct>();
    #[cfg(mended)]
    let before = unsafe { (*value).task.exchange(task) };
    if !before.is_null() {
        unsafe { bpf_task_release(before) };
    }
    0
}
