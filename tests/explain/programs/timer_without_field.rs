// mistake: a timer in a value that has none
// kind: timer-missing
// reason: a value of 'TIMERS' has no timer: no field has the type bpf_timer
// help: give the value a field of a struct that is named bpf_timer and holds two u64
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Value {
    #[cfg(not(mended))]
    timer: [u64; 2],
    #[cfg(mended)]
    timer: bpf_timer,
}
bpf::maps! {
    TIMERS: Array<Value, 4>;
}

#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(_: *const c_void) -> i32 {
    let value = TIMERS.get(&0);
    if value.is_null() {
        return 0;
    }
    unsafe { timer_init(value.cast(), TIMERS.pointer(), 1) }; //~ refused
    0
}
