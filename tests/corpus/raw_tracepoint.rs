// promise: a raw tracepoint program reads its arguments and keeps state
// kernel: 5.2
// inputs: contexts
// panics: some
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

static mut EVENTS: u64 = 0;

fn compute(input: &[u8; 64]) -> u64 {
    let table = [1u64, 10, 100, 1000, 10000];
    unsafe { EVENTS += table[(word(input, 0) & 7) as usize] };
    let process = word(input, 1) >> 32;
    unsafe { EVENTS << 32 ^ process ^ word(input, 7) }
}

programs! {
    raw_tp prog => compute;
}
