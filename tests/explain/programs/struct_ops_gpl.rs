// mistake: a table of functions for the kernel, not under the GPL
// line: none
// kind: struct-ops-gpl
// reason: only programs under the GPL may be functions of a table of the kernel's
// help: set the license to "GPL" or "Dual MIT/GPL"
#![no_std]
#![no_main]
use bpf::*;
use btf::{program, StructOps};

#[cfg(not(mended))]
bpf::program_file!(b"MIT\0");
#[cfg(mended)]
bpf::program_file!();
#[repr(C)]
pub struct sock {
    unknown: [u8; 0],
}
#[repr(C)]
pub struct tcp_congestion_ops {
    ssthresh: Option<unsafe extern "C" fn(*mut sock) -> u32>,
    cong_avoid: Option<unsafe extern "C" fn(*mut sock, u32, u32)>,
    undo_cwnd: Option<unsafe extern "C" fn(*mut sock) -> u32>,
    get_info: Option<unsafe extern "C" fn(*mut sock, u32, *mut i32, *mut u64) -> u64>,
    name: [u8; 16],
}

#[no_mangle]
#[link_section = "struct_ops/prog"]
extern "C" fn prog(_arguments: *const u64) -> u32 {
    2
}

#[no_mangle]
#[link_section = ".struct_ops"]
static RUSTY: StructOps<tcp_congestion_ops> = StructOps(tcp_congestion_ops {
    ssthresh: program!(prog),
    cong_avoid: None,
    undo_cwnd: None,
    get_info: None,
    name: *b"bpf_rusty\0\0\0\0\0\0\0",
});
