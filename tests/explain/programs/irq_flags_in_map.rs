// mistake: the state of interrupts is kept in a map
// kind: irq-place
// reason: bpf_local_irq_save() keeps the state of interrupts on the stack only
// note: 'let value = VALUES.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: pass the address of a local variable
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<[u64; 4], 1>; EVENTS: RingBuf; }

btf::ksyms! {
    fn bpf_local_irq_save(flags: *mut u64);
    fn bpf_local_irq_restore(flags: *mut u64);
}

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = VALUES.get(&0);
    if value.is_null() {
        return 0;
    }
    #[cfg(mended)]
    let mut local = 0u64;
    #[cfg(mended)]
    let value = &raw mut local;
    bpf_local_irq_save(value.cast()); //~ refused
    bpf_local_irq_restore(value.cast());
    0
}
