// mistake: a callback throws
// kind: throw-callback
// reason: a callback throws
// help: let the callback return 1, and throw after the call that calls it back
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_throw(cookie: u64);
}
bpf::maps! { VALUES: Array<u64, 1>; }

unsafe extern "C" fn each(_: u32, _: *mut c_void) -> i64 {
    #[cfg(not(mended))]
    if get_prandom_u32() == 0 {
        bpf_throw(0); //~ refused
    }
    0
}

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    bpf_loop(4, core::mem::transmute(each as unsafe extern "C" fn(u32, *mut c_void) -> i64), null_mut(), 0);
    0
}
