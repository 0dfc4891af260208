// mistake: the result of a function is changed that has to stay
// kernel: 6.12
// line: none
// kind: attach-result
// reason: the function 'do_nanosleep' is none whose result programs may change
// help: use fentry or fexit, which only look
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[cfg_attr(not(mended), link_section = "fmod_ret/do_nanosleep")]
#[cfg_attr(mended, link_section = "fentry/do_nanosleep")]
extern "C" fn prog(_: *const u64) -> i32 {

    0
}
