//! Who executes which file: one record of a ring buffer each.
#![no_std]
#![no_main]

use probes::Ring;

probes::rest!();

#[repr(C)]
struct Exec {
    pid: u32,
    length: i32,
    comm: [u8; 16],
    file: [u8; 64],
}

#[unsafe(no_mangle)]
#[unsafe(link_section = ".maps")]
static EXECS: Ring<65536> = Ring::new();

#[repr(C)]
struct SysEnter {
    common: [u64; 2],
    arguments: [u64; 6],
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "tracepoint/syscalls/sys_enter_execve")]
extern "C" fn exec(ctx: &SysEnter) -> u32 {
    EXECS.send(|exec: &mut Exec| {
        exec.pid = (unsafe { probes::bpf_get_current_pid_tgid() } >> 32) as u32;
        unsafe { probes::bpf_get_current_comm(exec.comm.as_mut_ptr().cast(), 16) };
        let (to, from) = (exec.file.as_mut_ptr().cast(), ctx.arguments[0] as *const _);
        exec.length = unsafe { probes::bpf_probe_read_user_str(to, 64, from) } as i32;
    });
    0
}
