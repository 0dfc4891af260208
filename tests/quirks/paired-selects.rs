// promise: a row of a table of slices, by the order of two numbers: its pointer and its length are chosen by one number
// inputs: values
// door: bpf
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

static ROWS: [&[u8]; 4] = [&[5, 4, 3], &[], &[1, 7, 5, 3, 3], &[100]];

fn row(input: &[u8; 64]) -> u64 {
    let number = u32::from_be_bytes([input[0] & 128, input[1], input[2], input[3]]);
    let other = u32::from(input[1]) << 16 | 0x8000;
    let row = ROWS[(number.cmp(&other) as i8 + 1) as usize];
    let sum = row.iter().fold(3, |sum: u64, &element| sum.wrapping_mul(5) ^ u64::from(element));
    sum ^ u64::from((number as i32) < other as i32)
}

programs! {
    xdp prog => row;
}
