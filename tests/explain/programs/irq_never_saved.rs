// mistake: interrupts are restored that were not disabled
// kind: irq-not-saved
// reason: interrupts are restored that were not disabled on this way
// help: call bpf_local_irq_save() with this variable before, on each way
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
btf::ksyms! {
    fn bpf_local_irq_save(flags: *mut u64);
    fn bpf_local_irq_restore(flags: *mut u64);
}

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let mut flags = 0u64;
    #[cfg(mended)]
    bpf_local_irq_save(&mut flags);
    bpf_local_irq_restore(&mut flags); //~ refused
    0
}
