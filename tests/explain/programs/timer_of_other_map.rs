// mistake: a timer is made for another map than the one it lies in
// kind: timer-map
// reason: bpf_timer_init() gets a timer of one map, and another map
// help: pass the map that the timer lies in
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Value {
    timer: bpf_timer,
}
bpf::maps! {
    TIMERS: Array<Value, 4>;
    OTHERS: Array<Value, 4>;
}

#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(_: *const c_void) -> i32 {
    let value = TIMERS.get(&0);
    if value.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    let map = OTHERS.pointer();
    #[cfg(mended)]
    let map = TIMERS.pointer();
    unsafe { timer_init(value.cast(), map, 1) }; //~ refused
    0
}
