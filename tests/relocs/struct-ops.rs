// Promise: a congestion control in Rust is registered with the kernel, and a connection that asks for it by its name runs
// by it: its window is what the program says.
// REQUIRES: rustc, root-bpf, network-namespace
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 3 %t.3.o %s && python3 %S/Inputs/congestion.py %t.3.o | FileCheck %s
// RUN: sh %S/Inputs/build.sh "%rustc" %shim host 0 %t.0.o %s && python3 %S/Inputs/congestion.py %t.0.o | FileCheck %s
// RUN: bpftool btf dump file %t.3.o | FileCheck --check-prefix=BTF %s
// RUN: llvm-readelf -rsW %t.3.o | FileCheck --check-prefix=ELF %s
// CHECK: registered
// CHECK-NEXT: the connection uses bpf_rusty, with a window of 77
// CHECK-NEXT: unregistered
// BTF-DAG: STRUCT 'tcp_congestion_ops' size=56 vlen=6
// BTF-DAG: 'ssthresh' type_id=[[#SSTHRESH:]] bits_offset=0
// BTF-DAG: PTR '(anon)' type_id=[[#PROTO:]]
// BTF-DAG: VAR 'RUSTY' type_id={{[0-9]+}}, linkage=global
// BTF-DAG: DATASEC '.struct_ops' size=56 vlen=1
// BTF-DAG: FUNC 'ssthresh' type_id={{[0-9]+}} linkage=global
// BTF-NOT: Option
// ELF-DAG: R_BPF_64_ABS64 {{.*}} ssthresh
// ELF-DAG: FUNC GLOBAL DEFAULT {{.*}} cong_avoid
#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

use btf::{StructOps, argument, program};

#[repr(C)]
pub struct sock {
    unknown: [u8; 0],
}
#[repr(C)]
pub struct tcp_sock {
    snd_ssthresh: u32,
    snd_cwnd: u32,
}
#[repr(C)]
pub struct tcp_congestion_ops {
    ssthresh: Option<unsafe extern "C" fn(*mut sock) -> u32>,
    cong_avoid: Option<unsafe extern "C" fn(*mut sock, u32, u32)>,
    undo_cwnd: Option<unsafe extern "C" fn(*mut sock) -> u32>,
    set_state: Option<unsafe extern "C" fn(*mut sock, u8)>,
    flags: u32,
    name: [u8; 16],
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "struct_ops/ssthresh")]
extern "C" fn ssthresh(arguments: *const u64) -> u32 {
    let sk: *const tcp_sock = unsafe { argument(arguments, 0) };
    let half = unsafe { btf::load!(sk, snd_cwnd) } / 2;
    if half < 2 { 2 } else { half }
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "struct_ops/cong_avoid")]
extern "C" fn cong_avoid(arguments: *const u64) {
    let (sk, acked): (*const tcp_sock, u32) = unsafe { (argument(arguments, 0), argument(arguments, 2)) };
    if acked > 0 {
        unsafe { *btf::addr!(sk, snd_cwnd).cast_mut() = 77 };
    }
}

// With `link`, for newer loaders: the table is a link, and a member may sleep.
#[unsafe(no_mangle)]
#[cfg_attr(link, unsafe(link_section = "struct_ops.s/undo_cwnd"))]
#[cfg_attr(not(link), unsafe(link_section = "struct_ops/undo_cwnd"))]
extern "C" fn undo_cwnd(arguments: *const u64) -> u32 {
    let sk: *const tcp_sock = unsafe { argument(arguments, 0) };
    unsafe { btf::load!(sk, snd_cwnd) }
}

#[unsafe(no_mangle)]
#[cfg_attr(link, unsafe(link_section = ".struct_ops.link"))]
#[cfg_attr(not(link), unsafe(link_section = ".struct_ops"))]
static RUSTY: StructOps<tcp_congestion_ops> = StructOps(tcp_congestion_ops {
    ssthresh: program!(ssthresh),
    cong_avoid: program!(cong_avoid),
    undo_cwnd: program!(undo_cwnd),
    set_state: None,
    flags: 0,
    name: *b"bpf_rusty\0\0\0\0\0\0\0",
});

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
