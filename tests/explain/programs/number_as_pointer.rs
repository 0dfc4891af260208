// mistake: a number out of the registers of a probed function is used as a pointer
// kind: not-a-pointer
// reason: for the verifier this is a number, not a pointer that may be used
// note: 'let task = unsafe { *ctx.add(1) } as *const u32;': the value comes from here: read from the context: any number of 64 bits
// help: read memory of the kernel with bpf_probe_read_kernel()
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[no_mangle]
#[link_section = "kprobe/do_nanosleep"]
extern "C" fn prog(ctx: *const u64) -> u32 {
    let task = unsafe { *ctx.add(1) } as *const u32;
    let mut state = 0u32;
    #[cfg(not(mended))]
    {
        state = unsafe { read_volatile(task) }; //~ refused
    }
    #[cfg(mended)]
    unsafe {
        probe_read_kernel((&mut state as *mut u32).cast(), 4, task.cast());
    }
    state & 1
}
