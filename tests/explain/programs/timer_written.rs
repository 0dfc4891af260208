// mistake: a timer is written over
// kind: timer-access
// reason: the timer itself is read or written
// help: access only the other fields, and the timer with bpf_timer_init() and its like
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
    write_volatile((&raw mut (*value).timer).cast::<u64>(), 0); //~ refused
    #[cfg(mended)]
    write_volatile(&raw mut (*value).count, 0);
    0
}
