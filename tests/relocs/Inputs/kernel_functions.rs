// Functions of the kernel in a kind of program that every loader knows; one that no kernel has, and a variable.
#![no_std]
#![no_main]

btf::ksyms! {
    fn bpf_rcu_read_lock();
    fn bpf_rcu_read_unlock();
    weak fn bpf_no_such_function(number: u32) -> u32;
    weak static no_such_variable: core::ffi::c_void;
    static schedule: core::ffi::c_void;
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(_: *const u64) -> u32 {
    unsafe {
        bpf_rcu_read_lock();
        let mut found = 1;
        if let Some(function) = bpf_no_such_function.get() {
            found |= function(2);
        }
        if no_such_variable.get().is_none() {
            found |= 2;
        }
        bpf_rcu_read_unlock();
        found | (schedule.get() as u64 >> 61) as u32
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
