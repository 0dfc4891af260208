// What a kernel has decides what is called: a function that it may lack, or another way; a typed variable of it.
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

#[repr(C)]
pub struct task_struct {
    pid: i32,
    tgid: i32,
}
#[repr(C)]
pub struct bpf_iter_num {
    unknown: u64,
}

btf::ksyms! {
    weak fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
    weak fn bpf_task_release(task: *mut task_struct);
    static bpf_prog_active: i32;
}

unsafe fn tgid_of(pid: i32) -> i32 {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { core::mem::transmute(158usize) };
    unsafe {
        if let (Some(from_pid), Some(release)) = (bpf_task_from_pid.get(), bpf_task_release.get()) {
            let task = from_pid(pid);
            if task.is_null() {
                return -1;
            }
            let tgid = btf::load!(task, tgid);
            release(task);
            return tgid;
        }
        -(btf::load!(current(), tgid) / btf::load!(current(), tgid))
    }
}

/// 1: by the kernel's own function; 2: as the kernel before it.
#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
extern "C" fn prog(pid: *const i32) -> u32 {
    let this_cpu: unsafe extern "C" fn(*const i32) -> *const i32 = unsafe { core::mem::transmute(154usize) };
    let active = unsafe { *this_cpu(bpf_prog_active.get()) };
    // What is newer: of enumerators, types and fields.
    #[repr(C)]
    enum bpf_func_id {
        BPF_FUNC_user_ringbuf_drain = 209,
    }
    let drains = btf::enum_value_exists!(bpf_func_id::BPF_FUNC_user_ringbuf_drain);
    let iterates = btf::type_exists!(bpf_iter_num);
    let by_function = match unsafe { tgid_of(*pid) } {
        1 => 1,
        -1 => 2,
        _ => 9,
    };
    by_function | (drains as u32) << 4 | (iterates as u32) << 5 | ((active < 100) as u32) << 6
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
