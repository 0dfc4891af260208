// mistake: interrupts are disabled twice with one variable
// kind: irq-saved-twice
// reason: the variable holds the state of interrupts already
// help: use another variable, or restore this one first
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
    bpf_local_irq_save(&mut one);
    #[cfg(not(mended))]
    bpf_local_irq_save(&mut one); //~ refused
    bpf_local_irq_restore(&mut one);
    0
}
