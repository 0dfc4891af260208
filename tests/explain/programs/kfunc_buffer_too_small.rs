// mistake: a function of the kernel gets a longer length than the buffer has
// kind: stack-bounds
// reason: bpf_copy_from_user_str() would read 16 bytes from offset -8 of the stack frame, which ends at 0
// help: pass the size of the variable, with size_of_val()
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_copy_from_user_str(to: *mut c_void, size: u32, from: *const c_void, flags: u64) -> i32;
}

#[no_mangle]
#[link_section = "syscall"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let mut text = [0u8; 8];
    let size = if cfg!(mended) { 8 } else { 16 };
    bpf_copy_from_user_str(text.as_mut_ptr().cast(), size, core::ptr::null(), 0) //~ refused
}
