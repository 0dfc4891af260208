// mistake: a map that sleepable programs may not use
// line: none
// kind: map-sleepable
// reason: a program that may sleep uses a map of a type that such programs may not use
// help: use another type of map, or a section whose programs may not sleep
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[cfg(not(mended))]
bpf::maps! {
    STACKS: Map<u32, [u64; 8], 7, 4>;
}
#[cfg(mended)]
bpf::maps! {
    STACKS: Array<[u64; 8], 4>;
}

#[no_mangle]
#[link_section = "syscall"]
extern "C" fn prog(_: *const c_void) -> i32 {
    let key = 0u32;
    let found = STACKS.get(&key);
    found.is_null() as i32
}
