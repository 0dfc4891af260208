// mistake: a helper is told of more bytes than the buffer has
// kind: stack-bounds
// reason: bpf_get_current_comm() would write 32 bytes from offset -16 of the stack frame, which ends at 0
// help: pass the size of the variable, with size_of_val()
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "kprobe/do_nanosleep"]
extern "C" fn prog(_ctx: *const u64) -> u32 {
    let mut name = [0u8; 16];
    #[cfg(not(mended))]
    let size = 32;
    #[cfg(mended)]
    let size = 16;
    unsafe { get_current_comm(name.as_mut_ptr().cast(), size) }; //~ refused
    u32::from(unsafe { read_volatile(&name[0]) })
}
