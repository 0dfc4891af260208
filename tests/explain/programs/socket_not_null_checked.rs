// mistake: a field of a socket is read that may be null
// kind: null-pointer
// reason: this may be null when bpf_sk_lookup_tcp() returns it: nothing has compared it with null
// note: 'let socket = unsafe { sk_lookup_tcp((ctx as *const Skb).cast(), tuple.as_ptr().cast(), 12, !0, 0) };': the value comes from here: returned by bpf_sk_lookup_tcp()
// help: return when it is null: 'if let Some(value)', or is_null(), on this very pointer
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
    let family = unsafe { read_volatile(&(*socket).family) }; //~ refused
    unsafe { sk_release(socket) };
    family & 1
}
