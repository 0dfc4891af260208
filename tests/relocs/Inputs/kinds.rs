// One CO-RE relocation of each kind, and more of some; kinds.c has the same in C. The layouts are wrong
// on purpose. With `apart`, and --subprograms, its parts stay functions. RESULT[i] has what access i gave: nothing of it depends on the process.
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

use core::mem::transmute;
use core::ptr::null;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct load_weight {
    inv_weight: u32,
    weight: usize,
}
#[repr(C)]
pub struct sched_entity {
    on_rq: u8,
    load: load_weight,
}
#[repr(C)]
pub struct kuid_t {
    val: u32,
}
#[repr(C)]
pub struct cred {
    euid: kuid_t,
    uid: kuid_t,
}
#[repr(C)]
pub struct task_struct {
    tgid: i32,
    real_parent: *const task_struct,
    no_such_field: u64,
    comm: [u8; 20],
    in_execve: u32,
    se: sched_entity,
    pid: i32,
    cred: *const cred,
}
#[repr(C)]
pub struct sk_buff {
    len: u32,
    // In the kernel, in a union without a name.
    dev: *const no_such_type,
}
#[repr(C)]
pub union bpf_attr {
    map_type: u32,
    prog_fd: u32,
}
#[repr(C)]
pub struct no_such_type {
    a: u32,
}
#[repr(C)]
pub struct no_such_type_t {
    a: u32,
}
// A flavour: another view of the kernel's type.
#[repr(C)]
pub struct task_struct___late {
    flags: u64,
    real_parent: *const task_struct___late,
    exit_code: i32,
}
#[repr(C)]
#[derive(Clone, Copy)]
pub enum pid_type {
    PIDTYPE_SID = 77,
    PIDTYPE_PID = 88,
    NONE_SUCH = 99,
}

#[repr(C)]
pub struct Array {
    r#type: *const [i32; 2],
    max_entries: *const [i32; 48],
    key: *const u32,
    value: *const u64,
}
unsafe impl Sync for Array {}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static RESULT: Array = Array { r#type: null(), max_entries: null(), key: null(), value: null() };

fn put(at: u32, value: u64) {
    let update: unsafe extern "C" fn(*const Array, *const u32, *const u64, u64) -> i64 = unsafe { transmute(2usize) };
    unsafe { update(&RESULT, &at, &value, 0) };
}

fn current() -> *const task_struct {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { transmute(35usize) };
    unsafe { current() }
}

fn pid_tgid() -> u64 {
    let pid_tgid: unsafe extern "C" fn() -> u64 = unsafe { transmute(14usize) };
    unsafe { pid_tgid() }
}

#[cfg_attr(apart, inline(never))]
unsafe fn fields(task: *const task_struct) {
    unsafe {
        put(0, (btf::read!(task, tgid) as u64 == pid_tgid() >> 32) as u64);
        put(1, (btf::read!(task, pid) as u32 == pid_tgid() as u32) as u64);
        put(2, btf::read!(task, real_parent.tgid) as u64);
        put(3, (btf::read!(task, comm[1]) > 32) as u64);
        put(4, btf::read!(task, se.load.weight) as u64);
        put(5, btf::read_bitfield!(task, in_execve));
        put(6, btf::read!(task, cred.uid.val) as u64);
        put(7, (btf::addr!(task, se.load.weight) as u64).wrapping_sub(task as u64));
        let late = task as *const task_struct___late;
        put(8, btf::read!(late, real_parent.real_parent.exit_code) as u64);
    }
}

#[cfg_attr(apart, inline(never))]
fn infos() {
    put(10, btf::field_exists!(task_struct, tgid) as u64);
    put(11, btf::field_exists!(task_struct, no_such_field) as u64);
    put(12, btf::field_byte_offset!(task_struct, real_parent).unwrap_or(0) as u64);
    put(13, btf::field_byte_offset!(task_struct, comm[2]).unwrap_or(0) as u64);
    put(14, btf::field_byte_offset!(task_struct, no_such_field).unwrap_or(1) as u64);
    put(15, btf::field_byte_offset!(sk_buff, dev).unwrap_or(0) as u64);
    put(16, btf::field_byte_offset!(bpf_attr, map_type).unwrap_or(1) as u64);
    put(17, btf::field_byte_size!(task_struct, comm).unwrap_or(0) as u64);
    put(18, btf::field_byte_size!(task_struct, se.load).unwrap_or(0) as u64);
    put(19, btf::field_signed!(task_struct, tgid) as u64);
    put(20, btf::field_signed!(task_struct, se.load.weight) as u64);
    put(21, btf::field_lshift_u64!(task_struct, in_execve) as u64);
    put(22, btf::field_rshift_u64!(task_struct, in_execve) as u64);
    put(23, btf::field_exists!(task_struct___late, flags) as u64);
    put(24, btf::field_byte_offset!(typedef kuid_t, val).unwrap_or(1) as u64);
}

#[cfg_attr(apart, inline(never))]
fn types() {
    put(30, btf::type_exists!(task_struct) as u64);
    put(31, btf::type_exists!(no_such_type) as u64);
    put(32, btf::type_exists!(typedef kuid_t) as u64);
    put(33, btf::type_exists!(typedef no_such_type_t) as u64);
    put(34, btf::type_size!(load_weight) as u64);
    put(36, btf::type_id_kernel!(task_struct));
    put(37, (btf::type_id_local!(task_struct) > 0) as u64);
    put(38, btf::type_exists!(pid_type) as u64);
    put(39, btf::enum_value!(pid_type::PIDTYPE_SID) as u64);
    put(40, btf::enum_value!(pid_type::PIDTYPE_PID) as u64);
    put(41, btf::enum_value_exists!(pid_type::PIDTYPE_SID) as u64);
    put(42, btf::enum_value_exists!(pid_type::NONE_SUCH) as u64);
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_ctx: *const u64) -> u32 {
    unsafe { fields(current()) };
    infos();
    types();
    0
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
