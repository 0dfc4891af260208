// promise: nested loops with labelled break and continue
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let mut sum = 0u64;
    'rows: for y in 0..8 {
        for x in 0..8 {
            let value = input[y * 8 + x];
            if value == 0xee {
                break 'rows;
            }
            if value & 0x1f == 0x11 {
                continue 'rows;
            }
            sum = sum.wrapping_mul(3).wrapping_add(value as u64);
        }
        sum ^= y as u64;
    }
    for i in 0..6u64 {
        for j in i..6 {
            sum = sum.wrapping_add(i * j);
        }
    }
    sum
}

programs! {
    xdp prog => compute;
}
