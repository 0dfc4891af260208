// mistake: a dynptr of memory on the stack
// kind: dynptr-memory
// reason: a dynptr cannot be of a pointer to the stack
// help: use a map's value; what is on the stack needs no dynptr
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<[u64; 4], 1>; EVENTS: RingBuf; }
#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = VALUES.get(&0);
    if value.is_null() {
        return 0;
    }
    let mut dynptr = bpf_dynptr { opaque: [0; 2] };
    #[cfg(not(mended))]
    let mut local = [0u64; 4];
    #[cfg(not(mended))]
    let memory = local.as_mut_ptr();
    #[cfg(mended)]
    let memory = value;
    dynptr_from_mem(memory.cast(), 32, 0, &mut dynptr) as i32 //~ refused
}
