// promise: an element at a signed byte, for which the optimiser takes the constant out of the index
// inputs: values
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

static mut WORDS: [u32; 260] = [9; 260];

fn around_zero(input: &[u8; 64]) -> u64 {
    unsafe {
        WORDS[0] = 11;
        WORDS[131] = 12;
        WORDS[255] += 1;
        u64::from(WORDS[(i64::from(input[0] as i8) + 128) as usize])
    }
}

programs! {
    xdp prog => around_zero;
}
