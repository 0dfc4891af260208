// mistake: an address is returned
// rights: bpf
// kind: leak-returned
// reason: an address is returned
// help: return a number
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { COUNTS: Array<u64, 1>; }

#[cfg(not(mended))]
type Answer = *mut u64;
#[cfg(mended)]
type Answer = u64;

#[no_mangle]
#[link_section = "socket"]
extern "C" fn prog(_ctx: &Skb) -> Answer {
    let value = COUNTS.get(&0);
    #[cfg(mended)]
    let value = u64::from(value.is_null());
    value
} //~ refused
