// mistake: a field of a socket is written
// kind: socket-write
// reason: a socket may not be written
// note: 'let socket = unsafe { sk_lookup_tcp((ctx as *const Skb).cast(), tuple.as_ptr().cast(), 12, !0, 0) };': the value comes from here: returned by bpf_sk_lookup_tcp()
// help: its fields are only for reading
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
    unsafe { write_volatile(&mut (*socket).family, 0) }; //~ refused
    unsafe { sk_release(socket) };
    0
}
