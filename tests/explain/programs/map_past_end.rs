// mistake: a field behind the end of the value
// kind: map-value-offset
// reason: this 8-byte access begins at byte 8 of a value of 'STATE', which has 8 bytes
// note: 'let state = STATE.get(&0).cast::<State>();': the value comes from here: returned by bpf_map_lookup_elem()
// help: give the map a value type that has this field, or do not use the field
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { STATE: Array<u64, 1>; }

#[repr(C)]
struct State {
    packets: u64,
    #[cfg(not(mended))]
    bytes: u64,
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let state = STATE.get(&0).cast::<State>();
    if state.is_null() {
        return 1;
    }
    #[cfg(not(mended))]
    unsafe {
        (*state).bytes += u64::from(ctx.data_end - ctx.data); //~ refused
    }
    #[cfg(mended)]
    unsafe {
        (*state).packets += u64::from(ctx.data_end - ctx.data);
    }
    2
}
