// mistake: a dynptr is read that was not made
// kind: dynptr-not-made
// reason: bpf_dynptr_read() gets a dynptr that nothing has made
// help: make it first, with bpf_dynptr_from_mem() or bpf_ringbuf_reserve_dynptr()
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { ROOM: Array<[u64; 8], 1>; }

#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(_ctx: &Skb) -> u32 {
    let mut dynptr = bpf_dynptr { opaque: [0; 2] };
    let mut word = [0u32; 1];
    let room = ROOM.get(&0);
    if room.is_null() {
        return 0;
    }
    #[cfg(mended)]
    unsafe { dynptr_from_mem(room.cast(), 64, 0, &mut dynptr) };
    unsafe { dynptr_read(word.as_mut_ptr().cast(), 4, &dynptr, 0, 0) }; //~ refused
    word[0] & 1
}
