// mistake: the result of a function is changed that has to stay
// line: none
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
