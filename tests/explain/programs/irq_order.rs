// mistake: interrupts are restored in another order than they were disabled
// kind: irq-order
// reason: interrupts are restored in another order than they were disabled
// help: restore the state that was saved last first
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
    let mut one = 0u64;
    let mut two = 0u64;
    bpf_local_irq_save(&mut one);
    bpf_local_irq_save(&mut two);
    #[cfg(not(mended))]
    bpf_local_irq_restore(&mut one); //~ refused
    bpf_local_irq_restore(&mut two);
    #[cfg(mended)]
    bpf_local_irq_restore(&mut one);
    0
}
