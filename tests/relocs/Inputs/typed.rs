// Programs whose arguments have types of the kernel's: each leaves what it finds of a process in RESULT, from a place of
// its own on. The layouts are wrong on purpose. With
// `apart`, and --subprograms, what tells is a function.
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

use core::mem::transmute;
use core::ptr::null;

#[repr(C)]
pub struct load_weight {
    weight: u32, // longer in the kernel: the loader makes the load so
}
#[repr(C)]
pub struct sched_entity {
    on_rq: u64,
    load: load_weight,
}
#[repr(C)]
pub struct task_struct {
    comm: [u8; 9],
    no_such_field: u64,
    real_parent: *const task_struct,
    sched_reset_on_fork: u32, // one bit in the kernel
    se: sched_entity,
    tgid: i32,
}
// As it is for those whose bindings hide bit fields.
#[repr(C)]
pub struct task_struct___bits {
    sched_reset_on_fork: u64,
}
// What Linux 5.14 has given another name.
#[repr(C)]
pub struct task_struct___before {
    state: i64,
}
#[repr(C)]
pub struct task_struct___after {
    __state: u32,
}
#[repr(C)]
pub enum pid_type {
    PIDTYPE_PGID = 99,
}
// A context has the layout that it has.
#[repr(C)]
pub struct bpf_iter__task {
    meta: *const u8,
    task: *const task_struct,
}

#[repr(C)]
pub struct Array<V: 'static, const N: usize> {
    r#type: *const [i32; 2],
    max_entries: *const [i32; N],
    key: *const u32,
    value: *const V,
}
unsafe impl<V, const N: usize> Sync for Array<V, N> {}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static RESULT: Array<u64, 64> = Array { r#type: null(), max_entries: null(), key: null(), value: null() };
#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static CALLER: Array<u32, 1> = Array { r#type: null(), max_entries: null(), key: null(), value: null() };

fn is_caller(number: i32) -> bool {
    let lookup: unsafe extern "C" fn(*const Array<u32, 1>, *const u32) -> *const i32 = unsafe { transmute(1usize) };
    unsafe { lookup(&CALLER, &0).as_ref() == Some(&number) }
}

// That it is a number of a process is told above it.
fn put_number(at: u32, tgid: i32) {
    put(at, 1 << 32 | tgid as u64);
}

fn put(at: u32, value: u64) {
    let update: unsafe extern "C" fn(*const Array<u64, 64>, *const u32, *const u64, u64) -> i64 =
        unsafe { transmute(2usize) };
    unsafe { update(&RESULT, &at, &value, 0) };
}

#[inline(always)]
unsafe fn state(task: *const task_struct) -> u32 {
    unsafe {
        if btf::field_exists!(task_struct___after, __state) {
            btf::load!(task as *const task_struct___after, __state)
        } else {
            btf::load!(task as *const task_struct___before, state) as u32
        }
    }
}

#[cfg_attr(apart, inline(never))]
#[cfg_attr(not(apart), inline(always))]
unsafe fn tell(at: u32, task: *const task_struct, caller: *const task_struct) {
    unsafe {
        put_number(at, btf::load!(task, tgid));
        put_number(at | 1, btf::load!(caller, tgid));
        put(at | 2, btf::load_bitfield!(task, sched_reset_on_fork));
        put(at | 3, btf::load_bitfield!(caller as *const task_struct___bits, sched_reset_on_fork));
        put(at | 4, btf::load!(caller, se.load.weight) as u64);
        put(at | 9, state(task) as u64);
        put(at | 5, btf::load!(caller, comm[2]) as u64);
    }
    put(at | 6, btf::enum_value!(pid_type::PIDTYPE_PGID) as u64);
    put(at | 7, 100 | btf::field_exists!(task_struct, real_parent) as u64);
    put(at | 8, 100 | btf::field_exists!(task_struct, no_such_field) as u64);
}

// Of a process just made.
#[inline(always)]
unsafe fn tell_child(at: u32, task: *const task_struct) {
    unsafe {
        if is_caller(btf::load!(task, real_parent.tgid)) {
            tell(at, task, btf::load!(task, real_parent));
        }
    }
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "tp_btf/task_newtask")]
unsafe extern "C" fn newtask(arguments: *const u64) -> u32 {
    unsafe { tell_child(0, btf::argument(arguments, 0)) };
    0
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "fentry/wake_up_new_task")]
unsafe extern "C" fn wake(arguments: *const u64) -> u32 {
    unsafe { tell_child(16, btf::argument(arguments, 0)) };
    0
}

// The process is a copy of its parent as yet.
#[unsafe(no_mangle)]
#[unsafe(link_section = "lsm/task_alloc")]
unsafe extern "C" fn alloc(arguments: *const u64) -> i32 {
    let task: *const task_struct = unsafe { btf::argument(arguments, 0) };
    if is_caller(unsafe { btf::load!(task, tgid) }) {
        unsafe { tell(32, task, task) };
    }
    // No process has this number. Kernels look at what may be returned, whatever is.
    let (tgid, parent) = unsafe { (btf::load!(task, tgid), btf::load!(task, real_parent.tgid)) };
    if tgid == -7 && parent == -8 { -1 } else { 0 }
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "iter/task")]
unsafe extern "C" fn tasks(context: *const bpf_iter__task) -> u32 {
    let task = unsafe { (*context).task };
    if !task.is_null() && is_caller(unsafe { btf::load!(task, tgid) }) {
        unsafe { tell(48, task, task) };
    }
    0
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
