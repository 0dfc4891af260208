// mistake: a callback makes a tail call
// kind: verifier-bug
// reason: the verifier finds a mistake of its own: callback unexpected regs 1
// help: write this in another way, or load it with another kernel, and report it to the kernel's developers
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { NEXT: Programs<1>; }

unsafe extern "C" fn each(_: u32, ctx: *mut c_void) -> i64 {
    #[cfg(not(mended))]
    tail_call(read_volatile(ctx.cast()), NEXT.pointer(), 0); //~ refused
    0
}

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let mut kept = _ctx;
    bpf_loop(4, core::mem::transmute(each as unsafe extern "C" fn(u32, *mut c_void) -> i64), (&raw mut kept).cast(), 0);
    #[cfg(mended)]
    tail_call(_ctx, NEXT.pointer(), 0);
    0
}
