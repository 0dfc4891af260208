// mistake: a function of a table that programs may not be
// line: none
// kind: struct-ops-member
// reason: no program may be the member 'get_info' of the kernel's struct tcp_congestion_ops
// help: leave this member None
#![no_std]
#![no_main]
use bpf::*;
use btf::{program, StructOps};

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
extern "C" fn prog(_arguments: *const u64) -> u64 {
    2
}

#[no_mangle]
#[link_section = ".struct_ops"]
static RUSTY: StructOps<tcp_congestion_ops> = StructOps(tcp_congestion_ops {
    #[cfg(not(mended))]
    ssthresh: None,
    #[cfg(mended)]
    ssthresh: program!(prog),
    cong_avoid: None,
    undo_cwnd: None,
    #[cfg(not(mended))]
    get_info: program!(prog),
    #[cfg(mended)]
    get_info: None,
    name: *b"bpf_rusty\0\0\0\0\0\0\0",
});
