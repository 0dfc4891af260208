// promise: a program without a value exits with r0 set, also on a way without any call
// inputs: values
// returns: 0
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

/// None: RESULT stays as it is.
fn sum(input: &[u8; 64]) -> Option<u64> {
    (input[0] % 3 != 0).then(|| input.iter().fold(0, |sum: u64, &b| sum * 31 + u64::from(b)))
}

#[cfg(not(native))]
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const bpf::Xdp) {
    let (start, end) = unsafe { ((*ctx).data as usize, (*ctx).data_end as usize) };
    let Some(result) = <[u8; 64]>::read(Packet { start, end }).and_then(|input| sum(&input)) else {
        return;
    };
    if let Some(slot) = RESULT.get(0) {
        *slot = result;
    }
}

#[cfg(native)]
fn main() {
    native::main(&[("prog", |packet| sum(&<[u8; 64]>::read(packet)?))]);
}
