// mistake: a helper that may sleep, in a program that may not
// kind: helper-sleeps
// reason: bpf_copy_from_user() may sleep, and this program may not
// help: use a helper that does not (bpf_probe_read_user), or a section that may: lsm.s, syscall
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "kprobe/do_nanosleep"]
extern "C" fn prog(_ctx: *const u64) -> u32 {
    let mut number = 0u32;
    let to = (&mut number as *mut u32).cast();
    #[cfg(not(mended))]
    unsafe { copy_from_user(to, 4, core::ptr::null()) }; //~ refused
    #[cfg(mended)]
    unsafe { probe_read_user(to, 4, core::ptr::null()) };
    0
}
