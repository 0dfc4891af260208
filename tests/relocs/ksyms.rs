// Promise: functions, variables and settings of the kernel that ksyms! and kconfig! declare, in another crate, are found
// by libbpf and cilium/ebpf; weak ones may be missing; what nothing uses is not looked for.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: sh %S/Inputs/build_with.sh "%rustc" %shim 3 %t.3.o %S/Inputs/kernel.rs %s
// RUN: sh %S/Inputs/build_with.sh "%rustc" %shim 0 %t.0.o %S/Inputs/kernel.rs %s
// RUN: %top/build/tests/run_prog -c %t.3.o 02000000 f6ffffff | FileCheck %s
// RUN: %top/build/tests/run_prog -c %t.0.o 02000000 f6ffffff | FileCheck %s
// RUN: sh %S/Inputs/build_with.sh "%rustc" %shim 3 %t.typed.o %S/Inputs/kernel.rs %s --cfg typed
// RUN: bpftool btf dump file %t.typed.o | FileCheck --check-prefix=BTF %s
// RUN: llvm-readelf -sSW %t.3.o | FileCheck --check-prefix=SYMBOLS %s
// CHECK: run prog 0 31{{$}}
// CHECK: run prog 1 7{{$}}
// BTF-NOT: nobody_calls_it
// BTF-DAG: FUNC 'bpf_task_from_pid' type_id={{[0-9]+}} linkage=extern
// BTF-DAG: FUNC 'bpf_no_such_function' type_id={{[0-9]+}} linkage=extern
// BTF-DAG: VAR 'schedule' type_id=0, linkage=extern
// BTF-DAG: VAR 'bpf_prog_active' type_id=[[#INT:]], linkage=extern
// BTF-DAG: VAR 'CONFIG_NO_SUCH_SETTING' type_id={{[0-9]+}}, linkage=extern
// BTF-DAG: DATASEC '.kconfig' size=0 vlen=3
// BTF-DAG: DATASEC '.ksyms' size=0 vlen=7
// SYMBOLS-NOT: {{ \.(ksyms|kconfig|data|rodata)}}
// SYMBOLS-DAG: NOTYPE GLOBAL DEFAULT UND bpf_task_from_pid
// SYMBOLS-DAG: NOTYPE WEAK DEFAULT UND bpf_no_such_function
// SYMBOLS-DAG: NOTYPE WEAK DEFAULT UND no_such_variable
#![no_std]
#![no_main]

use kernel::*;

unsafe fn look(task: *mut task_struct) -> u32 {
    #[cfg(typed)]
    let this_cpu: unsafe extern "C" fn(*const i32) -> *const i32 = unsafe { core::mem::transmute(154usize) };
    let mut found = 0;
    unsafe {
        if let Some(function) = bpf_no_such_function.get() {
            return function(task) as u32;
        }
        if let Some(acquire) = bpf_task_acquire.get() {
            let again = acquire(task);
            if !again.is_null() {
                bpf_task_release(again);
                found |= 1;
            }
        }
        if schedule.get() as u64 >> 63 == 1 {
            found |= 2;
        }
        if no_such_variable.get().is_none() {
            found |= 4;
        }
        if CONFIG_BPF_SYSCALL.get() && CONFIG_NO_SUCH_SETTING.get() == 0 && LINUX_KERNEL_VERSION.get() >> 16 >= 5 {
            found |= 8;
        }
        if btf::load!(task, tgid) == 2 {
            found |= 16;
        }
        // Not every kernel tells where its variables are; those of tests/kernels/core.py do.
        #[cfg(typed)]
        if *this_cpu(bpf_prog_active.get()) < 100 {
            found |= 32;
        }
    }
    found
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
extern "C" fn prog(pid: *const i32) -> u32 {
    unsafe {
        let task = bpf_task_from_pid(*pid);
        if task.is_null() {
            return 7;
        }
        let found = look(task);
        bpf_task_release(task);
        found
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
