// mistake: a field that flow keys do not have
// kind: flow-keys
// reason: the flow's keys have no 4 bytes at byte 120
// help: access only the fields of struct bpf_flow_keys
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "flow_dissector"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let keys = read_volatile(_ctx.byte_add(144).cast::<*mut u32>());
    #[cfg(not(mended))]
    let place = keys.add(30);
    #[cfg(mended)]
    let place = keys;
    write_volatile(place, 1); //~ refused
    0
}
