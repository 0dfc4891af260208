// promise: assert!, assert_eq! and assert_ne! with arguments end the program
// kernel: 4.15
// data: none
// panics: some
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let value = word(input, 0);
    assert!(value != 0);
    assert_ne!(input[8], 0xff, "byte 8 of {value}");
    assert_eq!(value & 1, input[0] as u64 % 2, "{} and {}", value, input[0]);
    assert!(input[9] < 0xf0, "byte 9 is {:#x}", input[9]);
    value.rotate_left(7)
}

programs! {
    xdp prog => compute;
}
