// mistake: a sleepable program at a function that may not sleep
// line: none
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[cfg_attr(not(mended), link_section = "fentry.s/do_nanosleep")]
#[cfg_attr(mended, link_section = "fentry/do_nanosleep")]
extern "C" fn prog(_: *const u64) -> i32 {

    0
}
