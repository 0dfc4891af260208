// mistake: half of a pointer that the map holds is read
// kind: kptr-part
// reason: only a part of a pointer that the map holds is accessed
// note: 'let value = TASKS.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: read all of it, with get()
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
    #[cfg(not(mended))]
    let number = unsafe { read_volatile((&raw const (*value).task).cast::<u32>()) }; //~ refused
    #[cfg(mended)]
    let number = unsafe { (*value).task.get().is_null() as u32 };
    number as i32
}
