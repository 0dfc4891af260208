// mistake: a number is taken for a timer
// kind: timer-place
// reason: bpf_timer_init() gets the address of byte 0; the timer is at byte 8
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
    let timer = (&raw mut (*value).count).cast();
    #[cfg(mended)]
    let timer = &raw mut (*value).timer;
    timer_init(timer, TIMERS.pointer(), 1); //~ refused
    0
}
