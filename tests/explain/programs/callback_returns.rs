// mistake: a callback of bpf_loop() returns neither 0 nor 1
// kind: callback-result
// reason: this callback may return 0 to 4294967295; allowed are 0 to 1
// help: return 0 to go on and 1 to stop
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
extern "C" fn each(i: u32, _data: *mut c_void) -> i64 {
    #[cfg(not(mended))]
    let answer = i64::from(i);
    #[cfg(mended)]
    let answer = i64::from(i & 1);
    answer
} //~ refused

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_ctx: &Xdp) -> u32 {
    unsafe { bpf_loop(10, each, null_mut(), 0) };
    2
}
