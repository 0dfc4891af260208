// mistake: a socket is released that may be null
// kind: argument-null
// reason: bpf_sk_release() gets what may be null as argument 1: nothing has compared it with null
// note: 'let socket = unsafe { sk_lookup_tcp((ctx as *const Skb).cast(), tuple.as_ptr().cast(), 12, !0, 0) };': the value comes from here: returned by bpf_sk_lookup_tcp()
// help: return when it is null, before the call
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(ctx: &Skb) -> u32 {
    let tuple = [0u32; 3];
    let socket = unsafe { sk_lookup_tcp((ctx as *const Skb).cast(), tuple.as_ptr().cast(), 12, !0, 0) };
    #[cfg(mended)]
    if socket.is_null() {
        return 0;
    }
    unsafe { sk_release(socket) }; //~ refused
    0
}
