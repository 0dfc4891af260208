// mistake: a socket that was looked up is not released
// kind: not-released
// reason: on this way out, something that bpf_sk_lookup_tcp() returned is not given back
// note: 'let socket = unsafe { sk_lookup_tcp((ctx as *const Skb).cast(), tuple.as_ptr().cast(), 12, !0, 0) };': the value comes from here: returned by bpf_sk_lookup_tcp()
// help: release, submit or discard it before each return
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
    let family = unsafe { read_volatile(&(*socket).family) };
    #[cfg(mended)]
    unsafe { sk_release(socket) };
    family & 1
} //~ refused
