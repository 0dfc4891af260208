// mistake: the end of a function that has none
// kernel: newest
// line: none
// kind: attach-end
// reason: the program is to run at the end of a function that never returns
// help: use fentry, which runs at its beginning
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();

#[no_mangle]
#[cfg_attr(not(mended), link_section = "fexit/do_exit")]
#[cfg_attr(mended, link_section = "fentry/do_exit")]
extern "C" fn prog(_: *const u64) -> i32 {

    0
}
