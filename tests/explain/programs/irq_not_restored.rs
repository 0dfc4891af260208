// mistake: a way out of the section without interrupts
// kind: interrupts-kept
// reason: on this way out, interrupts are still disabled
// help: call bpf_local_irq_restore() before each return
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_local_irq_save(flags: *mut u64);
    fn bpf_local_irq_restore(flags: *mut u64);
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(_: *const u64) -> i32 {
    let mut flags = core::mem::MaybeUninit::<u64>::uninit();
    unsafe { bpf_local_irq_save(flags.as_mut_ptr()) };
    #[cfg(mended)]
    unsafe { bpf_local_irq_restore(flags.as_mut_ptr()) };
    0
} //~ refused
