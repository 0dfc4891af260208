// Bindings that bindgen has written, of enums in three styles: what is wrong with them for CO-RE (names that it makes
// up, wrappers, Option around functions) is put right.
#![no_std]
#![no_main]
#![allow(non_camel_case_types, non_upper_case_globals, non_snake_case, dead_code, unnecessary_transmutes)]

#[allow(clippy::all)]
mod vmlinux {
    include!(env!("BINDINGS"));
}
// The bindings have a structure btf.
use ::btf::{enum_value, field_byte_offset, field_exists, read, type_exists};
use vmlinux::*;

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(_: *const u64) -> u32 {
    let current: unsafe extern "C" fn() -> *const task_struct = unsafe { core::mem::transmute(35usize) };
    let pid_tgid: unsafe extern "C" fn() -> u64 = unsafe { core::mem::transmute(14usize) };
    let task = unsafe { current() };
    let tgid = unsafe { read!(task, tgid) } as u64 == unsafe { pid_tgid() } >> 32;
    #[cfg(style = "module")]
    let sid = enum_value!(pid_type::PIDTYPE_SID);
    #[cfg(style = "consts")]
    let sid = enum_value!(pid_type, PIDTYPE_SID);
    #[cfg(style = "rust")]
    let sid = enum_value!(vmlinux::pid_type::PIDTYPE_SID);
    // A member of a union without a name in a structure without a name.
    let dev = field_byte_offset!(sk_buff, __bindgen_anon_1.__bindgen_anon_1.__bindgen_anon_1.dev);
    let function = field_exists!(file_operations, read);
    let rest = field_exists!(cgroup_bpf, inactive) || field_exists!(sk_buff, __cloned_offset);
    let inner = unsafe { read!(task, signal.rlim[7].rlim_max) } > 0;
    let kind = unsafe { read!(task, cred.uid.val) } == 0 && type_exists!(typedef kuid_t);
    tgid as u32
        | ((sid == 3) as u32) << 1
        | ((dev == Some(16)) as u32) << 2
        | (function as u32) << 3
        | (rest as u32) << 4
        | (inner as u32) << 5
        | (kind as u32) << 6
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
