// mistake: one of several places in a value is taken for the timer
// kind: timer-index
// reason: bpf_timer_init() gets one of several addresses; the timer is at one place of a value
// note: 'let value = TIMERS.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: pass the address of the timer itself
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
pub struct Value {
    count: u64,
    timer: bpf_timer,
}
bpf::maps! { TIMERS: Array<Value, 4>; }

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = TIMERS.get(&0);
    if value.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    let timer = (&raw mut (*value).timer).byte_add((get_prandom_u32() & 8) as usize);
    #[cfg(mended)]
    let timer = &raw mut (*value).timer;
    timer_init(timer, TIMERS.pointer(), 1); //~ refused
    0
}
