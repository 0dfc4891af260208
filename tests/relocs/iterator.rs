// Promise: an iterator over tasks loads fields of the kernel's structures directly: the verifier follows the pointers.
// REQUIRES: rustc, root-bpf, mount
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s && sh %S/Inputs/iterate.sh %t.3.o > %t.3
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s && sh %S/Inputs/iterate.sh %t.0.o > %t.0
// RUN: FileCheck %s < %t.3 && FileCheck %s < %t.0
// Of the process that reads: itself and its thread are so, its parent, flags, the 'o' of its name, and no exec.
// CHECK: [[#PARENT:]]
// CHECK-NEXT: 1 1 [[#PARENT]] 1 111 0
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

#[repr(C)]
pub struct task_struct {
    comm: [u8; 20],
    real_parent: *const task_struct,
    tgid: i32,
    flags: u64, // shorter in the kernel: the loader makes the load so
    in_execve: u32,
    pid: i32,
}
#[repr(C)]
pub struct bpf_iter_meta {
    session_id: u32,
    seq: *mut seq_file,
}
#[repr(C)]
pub struct seq_file {
    unknown: [u8; 0],
}
// A context has the layout that it has.
#[repr(C)]
pub struct bpf_iter__task {
    meta: *const bpf_iter_meta,
    task: *const task_struct,
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "iter/task")]
extern "C" fn tasks(ctx: *const bpf_iter__task) -> u32 {
    let write: unsafe extern "C" fn(*mut seq_file, *const u32, u32) -> i64 = unsafe { core::mem::transmute(127usize) };
    let pid_tgid: unsafe extern "C" fn() -> u64 = unsafe { core::mem::transmute(14usize) };
    unsafe {
        let (meta, task) = ((*ctx).meta, (*ctx).task);
        let reads = pid_tgid();
        if task.is_null() || btf::load!(task, pid) as u32 != reads as u32 {
            return 0;
        }
        let said = [
            (btf::load!(task, tgid) as u64 == reads >> 32) as u32,
            (btf::load!(task, real_parent.tgid) != btf::load!(task, tgid)) as u32,
            btf::load!(task, real_parent.tgid) as u32,
            (btf::load!(task, flags) != 0 && btf::load!(task, real_parent.real_parent.flags) != 0) as u32,
            btf::load!(task, comm[0]) as u32,
            btf::load_bitfield!(task, in_execve) as u32,
        ];
        write(btf::load!(meta, seq), said.as_ptr(), 24);
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
