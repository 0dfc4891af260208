#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

// At the places of C's members stand others.
#[repr(C)]
pub struct task_struct {
    tgid: i32,
    pid: i32,
    real_parent: *const task_struct,
}
#[repr(C)]
pub enum pid_type {
    PIDTYPE_PID = 55,
    PIDTYPE_SID = 66,
}
unsafe extern "C" {
    fn c_tgid(task: *const task_struct) -> i32;
    fn c_parent(task: *const task_struct) -> i32;
    fn c_offsets() -> u32;
    fn c_sid() -> u32;
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_: *const u64) -> u32 {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { core::mem::transmute(35usize) };
    let pid_tgid: unsafe extern "C" fn() -> u64 = unsafe { core::mem::transmute(14usize) };
    unsafe {
        let (task, this) = (current(), pid_tgid());
        let pid = btf::field_byte_offset!(task_struct, pid).unwrap_or(0) as u32;
        let tgid = btf::field_byte_offset!(task_struct, tgid).unwrap_or(0) as u32;
        let parent = btf::read!(task, real_parent.tgid);
        (btf::read!(task, tgid) as u64 == this >> 32) as u32
            | ((c_tgid(task) as u64 == this >> 32) as u32) << 1
            | ((parent > 0 && parent == c_parent(task)) as u32) << 2
            | ((c_offsets() == pid << 16 | tgid && tgid == pid + 4) as u32) << 3
            | ((c_sid() == 3 && btf::enum_value!(pid_type::PIDTYPE_SID) == 3) as u32) << 4
            | ((btf::enum_value!(pid_type::PIDTYPE_PID) == 0) as u32) << 5
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
