// mistake: arithmetic with the address of a socket
// kind: pointer-fixed
// reason: a socket is changed by arithmetic
// note: 'let socket = unsafe { sk_lookup_tcp((ctx as *const Skb).cast(), tuple.as_ptr().cast(), 12, !0, 0) };': the value comes from here: returned by bpf_sk_lookup_tcp()
// help: use it as it is
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    let tuple = [0u32; 3];
    let socket = unsafe { sk_lookup_tcp((ctx as *const Skb).cast(), tuple.as_ptr().cast(), 12, !0, 0) };
    if socket.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    {
        let mut at = socket;
        unsafe { asm!("{0} += 4", inout(reg) at) }; //~ refused
        unsafe { read_volatile(at.cast::<u32>()) };
    }
    unsafe { sk_release(socket) };
    0
}
