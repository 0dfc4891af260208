// promise: unreachable!, todo! and a bare panic! in a match end the program
// kernel: 4.15
// data: none
// panics: some
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    match input[0] % 8 {
        0 => 11,
        1 => word(input, 1),
        2 => word(input, 2).swap_bytes(),
        3 => unreachable!("the case {}", input[0]),
        4 => todo!(),
        5 => panic!(),
        6 => word(input, 3).count_ones() as u64,
        _ => unreachable!(),
    }
}

programs! {
    xdp prog => compute;
}
