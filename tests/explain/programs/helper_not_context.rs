// mistake: a helper that wants the context gets something else
// kind: argument-not-context
// reason: bpf_perf_event_output() wants the context as argument 1 and gets a pointer to the stack
// help: pass the context as the program got it
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { EVENTS: PerfEvents; }

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: &Xdp) -> u32 {
    let event = [1u64; 2];
    let xdp: *const Xdp = ctx;
    #[cfg(not(mended))]
    let xdp = if xdp.is_null() { xdp.cast() } else { event.as_ptr() };
    unsafe { perf_event_output(xdp.cast(), EVENTS.pointer(), 0xffff_ffff, event.as_ptr().cast(), 16) }; //~ refused
    2
}
