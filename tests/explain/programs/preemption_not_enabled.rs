// mistake: a way out of the section without preemption
// kind: preemption-kept
// reason: on this way out, preemption is still disabled
// help: call bpf_preempt_enable() before each return
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_preempt_disable();
    fn bpf_preempt_enable();
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: *const u64) -> i32 {
    unsafe { bpf_preempt_disable() };
    #[cfg(mended)]
    unsafe { bpf_preempt_enable() };
    0
} //~ refused
