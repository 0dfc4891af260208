// mistake: a timer in a program that runs at any moment
// line: none
// kind: timer-program
// reason: a map with a timer is used by a program that runs at any moment
// help: start the timer in a program of another type
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
#[cfg_attr(not(mended), link_section = "kprobe")]
#[cfg_attr(mended, link_section = "classifier")]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = TIMERS.get(&0);
    if value.is_null() {
        return 0;
    }
    timer_init(&raw mut (*value).timer, TIMERS.pointer(), 1);
    0
}
