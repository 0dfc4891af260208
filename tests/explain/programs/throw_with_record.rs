// mistake: a program throws that holds a record
// kind: not-released
// reason: on this way out, something that bpf_ringbuf_reserve() returned is not given back
// note: 'let record: *mut u64 = EVENTS.reserve();': the value comes from here: returned by bpf_ringbuf_reserve()
// help: release, submit or discard it before each return
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_throw(cookie: u64);
}
bpf::maps! { EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let record: *mut u64 = EVENTS.reserve();
    if record.is_null() {
        return 0;
    }
    if get_prandom_u32() == 0 {
        #[cfg(mended)]
        ringbuf_discard(record.cast(), 0);
        bpf_throw(0); //~ refused
    }
    *record = 1;
    EVENTS.submit(record);
    0
}
