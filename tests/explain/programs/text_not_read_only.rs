// mistake: a text that may change is passed where it has to be constant
// kind: text-not-constant
// reason: bpf_strncmp() wants a text that cannot change as argument 3
// note: 'let value = VALUES.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: use a literal or a static: it then lies in read-only data
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<[u64; 4], 1>; EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "xdp"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = VALUES.get(&0);
    if value.is_null() {
        return 0;
    }
    let text = *b"ab\0\0";
    #[cfg(not(mended))]
    let other = value.cast::<u8>();
    #[cfg(mended)]
    let other = b"abc\0".as_ptr();
    strncmp(text.as_ptr(), 4, other) as i32 //~ refused
}
