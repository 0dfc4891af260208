// Promise: what is const or volatile in the kernel is found and read, also in the middle of a path and in a union without
// a name.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s && %top/build/tests/run_prog -c %t.3.o 0000000000000000 | FileCheck %s
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s && %top/build/tests/run_prog -c %t.0.o 0000000000000000 | FileCheck %s
// CHECK: run prog 0 63{{$}}
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

#[repr(C)]
pub struct task_struct {
    mm: *const mm_struct,
}
#[repr(C)]
pub struct mm_struct {
    exe_file: *const file,
}
#[repr(C)]
pub struct file {
    f_path: path, // const, in a union without a name
    f_inode: *const inode,
}
#[repr(C)]
pub struct path {
    dentry: *const dentry,
}
#[repr(C)]
pub struct dentry {
    d_name: qstr, // const
}
#[repr(C)]
pub struct qstr {
    len: u32,
}
#[repr(C)]
pub struct inode {
    i_nlink: u32, // const
}
#[repr(C)]
pub struct sock_common {
    skc_state: u8, // volatile
}
#[repr(C)]
pub struct filename {
    iname: [u8; 1], // of const characters
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_: *const u64) -> u32 {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { core::mem::transmute(35usize) };
    unsafe {
        let task = current();
        // Of the program that asks: run_prog.
        ((btf::read!(task, mm.exe_file.f_path.dentry.d_name.len) == 8) as u32)
            | ((btf::read!(task, mm.exe_file.f_inode.i_nlink) == 1) as u32) << 1
            | ((btf::field_byte_size!(sock_common, skc_state) == Some(1)) as u32) << 2
            | (!btf::field_signed!(sock_common, skc_state) as u32) << 3
            | ((btf::field_byte_offset!(sock_common, skc_state) == Some(18)) as u32) << 4
            | (btf::field_exists!(filename, iname[0]) as u32) << 5
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
