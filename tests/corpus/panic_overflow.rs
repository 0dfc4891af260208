// promise: overflow checks on add, sub, mul, neg and shift end the program
// kernel: 4.15
// panics: some
// handlers: loop unreachable helper
// overflow-checks: on
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let sum = input[0] + input[1];
    let difference = word(input, 1) as u32 as u64 - word(input, 2) as u16 as u64;
    let product = word(input, 3) as i32 as i64 * (input[32] as i64 * 4096);
    let product = product as i32 as i64 + (product >> 40) * 3;
    let negative = -(input[40] as i8) as u64;
    let shifted = 3u32 << (input[41] & 63);
    (sum as u64 + difference) ^ product as u64 ^ negative ^ shifted as u64
}

programs! {
    xdp prog => compute;
}
