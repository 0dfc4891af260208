// mistake: a sleepable program at a function that may not sleep
// kernel: 6.12
// line: none
// kind: attach-sleepable
// reason: the program may sleep, and the function 'do_nanosleep', which it is attached to, may not
// help: leave out the '.s' of the section
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
