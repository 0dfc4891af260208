// Promise: a static in section .ksyms or .kconfig that holds the address of an extern makes it a
// kernel function, a kernel variable or a setting of the kernel; with .weak it may be missing there.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: %rustc -Copt-level=3 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.3 %s
// RUN: %rustc -Copt-level=0 -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t.0 %s
// RUN: %top/build/tests/run_prog -c %t.3 02000000 f6ffffff | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0 02000000 f6ffffff | FileCheck %s
// RUN: bpftool btf dump file %t.3 | FileCheck --check-prefix=BTF %s
// RUN: llvm-readelf -sSW %t.3 | FileCheck --check-prefix=SYMBOLS %s
// CHECK: run prog 0 42
// CHECK: run prog 1 7
// BTF-DAG: FUNC 'bpf_task_from_pid' {{.*}} linkage=extern
// BTF-DAG: FUNC 'bpf_no_such_function' {{.*}} linkage=extern
// BTF-DAG: STRUCT 'task_struct'
// BTF-DAG: VAR 'schedule' type_id=0, linkage=extern
// BTF-DAG: INT '_Bool' size=1 {{.*}} encoding=BOOL
// BTF-DAG: VAR 'CONFIG_BPF_SYSCALL' {{.*}} linkage=extern
// BTF-DAG: DATASEC '.kconfig' size=0 vlen=3
// BTF-DAG: DATASEC '.ksyms' size=0 vlen=4
// SYMBOLS-NOT: {{ \.(ksyms|kconfig|data|rodata)}}
// SYMBOLS-DAG: NOTYPE GLOBAL DEFAULT UND bpf_task_from_pid
// SYMBOLS-DAG: NOTYPE WEAK DEFAULT UND bpf_no_such_function
// SYMBOLS-DAG: NOTYPE WEAK DEFAULT UND CONFIG_NO_SUCH_SETTING
#![no_std]
#![no_main]
#![allow(non_camel_case_types)]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[repr(C)]
pub struct task_struct {
    unknown: [u8; 0],
}

extern "C" {
    fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
    fn bpf_task_release(task: *mut task_struct);
    fn bpf_no_such_function(task: *mut task_struct) -> i32;
    static schedule: core::ffi::c_void;
    static LINUX_KERNEL_VERSION: u32;
    static CONFIG_BPF_SYSCALL: bool;
    static CONFIG_NO_SUCH_SETTING: u64;
}

#[used]
#[link_section = ".ksyms"]
static FROM_PID: unsafe extern "C" fn(i32) -> *mut task_struct = bpf_task_from_pid;
#[used]
#[link_section = ".ksyms"]
static RELEASE: unsafe extern "C" fn(*mut task_struct) = bpf_task_release;
#[used]
#[link_section = ".ksyms.weak"]
static NO_FUNCTION: Option<unsafe extern "C" fn(*mut task_struct) -> i32> = Some(bpf_no_such_function);
#[used]
#[link_section = ".ksyms"]
static SCHEDULE: &core::ffi::c_void = unsafe { &schedule };
#[used]
#[link_section = ".kconfig"]
static VERSION: &u32 = unsafe { &LINUX_KERNEL_VERSION };
#[used]
#[link_section = ".kconfig"]
static SYSCALL: &bool = unsafe { &CONFIG_BPF_SYSCALL };
#[used]
#[link_section = ".kconfig.weak"]
static NO_SETTING: &u64 = unsafe { &CONFIG_NO_SUCH_SETTING };

unsafe fn check(task: *mut task_struct) -> u32 {
    if let Some(function) = core::ptr::read_volatile(&raw const NO_FUNCTION) {
        return function(task) as u32;
    }
    if (&raw const *SCHEDULE) as u64 >> 63 == 0 || *NO_SETTING != 0 {
        return 8;
    }
    if *SYSCALL && LINUX_KERNEL_VERSION >> 16 >= 5 {
        42
    } else {
        9
    }
}

#[no_mangle]
#[link_section = "syscall"]
extern "C" fn prog(pid: *const i32) -> u32 {
    unsafe {
        let task = bpf_task_from_pid(*pid);
        if task.is_null() {
            return 7;
        }
        let result = check(task);
        bpf_task_release(task);
        result
    }
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
