// promise: a field of the context or an element of a table, by one load
// inputs: contexts
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

static TABLE: [u64; 4] = [100, 110, 120, 130];

#[inline(always)]
fn field_or_element(ctx: *const [u64; 8]) -> u64 {
    let words = unsafe { &*ctx };
    let kind = words[0];
    if kind & 4 != 0 { words[1] } else { TABLE[(kind & 3) as usize] }
}

#[cfg(not(native))]
#[no_mangle]
#[link_section = "raw_tp"]
extern "C" fn prog(ctx: *const [u64; 8]) -> u32 {
    bpf::finish(Some(field_or_element(ctx)))
}

#[cfg(native)]
fn main() {
    native::main(&[("prog", |packet| Some(field_or_element(packet.start as *const [u64; 8])))]);
}
