// mistake: preemption is enabled where it is not disabled
// kind: preemption-not-disabled
// reason: preemption is enabled that was not disabled on this way
// help: call bpf_preempt_disable() before, on each way
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
    #[cfg(mended)]
    unsafe { bpf_preempt_disable() };
    unsafe { bpf_preempt_enable() }; //~ refused
    0
}
