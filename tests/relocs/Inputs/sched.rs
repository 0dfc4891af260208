// A scheduler: every task goes to the queue of all, by the function that the kernel has for it.
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

use btf::{StructOps, argument, program};

#[repr(C)]
pub struct task_struct {
    pid: i32,
}
#[repr(C)]
pub enum scx_dsq_id_flags {
    SCX_DSQ_GLOBAL = 1,
}
#[repr(C)]
pub enum scx_public_consts {
    SCX_SLICE_DFL = 1,
}
#[repr(C)]
pub struct sched_ext_ops {
    name: [u8; 128],
    enqueue: Option<unsafe extern "C" fn(*mut task_struct, u64)>,
    init: Option<unsafe extern "C" fn() -> i32>,
    timeout_ms: u32,
}

btf::ksyms! {
    weak fn scx_bpf_dispatch(task: *mut task_struct, queue: u64, slice: u64, flags: u64);
    weak fn scx_bpf_dsq_insert(task: *mut task_struct, queue: u64, slice: u64, flags: u64);
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "struct_ops/enqueue")]
extern "C" fn enqueue(arguments: *const u64) {
    let (task, flags): (*mut task_struct, u64) = unsafe { (argument(arguments, 0), argument(arguments, 1)) };
    const GLOBAL: u64 = 1 << 63 | 1;
    let slice = btf::enum_value!(scx_public_consts::SCX_SLICE_DFL) as u64;
    unsafe {
        if let Some(insert) = scx_bpf_dsq_insert.get() {
            insert(task, GLOBAL, slice, flags);
        } else if let Some(dispatch) = scx_bpf_dispatch.get() {
            dispatch(task, GLOBAL, slice, flags);
        }
    }
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".struct_ops")]
static RUSTY: StructOps<sched_ext_ops> = StructOps(sched_ext_ops {
    name: {
        let mut name = [0; 128];
        let (mut i, text) = (0, b"rusty");
        while i < text.len() {
            name[i] = text[i];
            i += 1;
        }
        name
    },
    enqueue: program!(enqueue),
    init: None,
    timeout_ms: 5000,
});

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
