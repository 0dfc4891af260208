// mistake: what was in the map before may be null
// kind: null-pointer
// reason: this may be null when bpf_kptr_xchg() returns it: nothing has compared it with null
// note: 'let before = unsafe { (*value).task.exchange(null_mut()) };': the value comes from here: returned by bpf_kptr_xchg()
// help: return when it is null: 'if let Some(value)', or is_null(), on this very pointer
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
    let before = unsafe { (*value).task.exchange(null_mut()) };
    #[cfg(mended)]
    if before.is_null() {
        return 0;
    }
    let number = unsafe { btf::load!(before, tgid) }; //~ refused
    unsafe { bpf_task_release(before) };
    number
}
