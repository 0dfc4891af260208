// promise: a dense match of constants: the table a compiler would make of it
// kernel: 4.15
// debug-checks: off (from a known number on, the verifier follows every chain of ten results)
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn constant(n: u8) -> u64 {
    match n & 31 {
        0 => 0x17, 1 => 0xe20, 2 => 9, 3 => 0x7777, 4 => 0x21, 5 => 0x8000, 6 => 12, 7 => 99,
        8 => 0x1234, 9 => 5, 10 => 0x41, 11 => 0x9e37, 12 => 3, 13 => 0x601, 14 => 0xff, 15 => 77,
        16 => 0x2a, 17 => 0xbeef, 18 => 0x31, 19 => 6, 20 => 0xabc, 21 => 0x444, 22 => 1,
        _ => 0xdead_beef_cafe,
    }
}

fn action(n: u8, x: u64) -> u64 {
    match n {
        1 => x + 1,
        2 => x * 3,
        3 => x ^ 0x55,
        4 => x.rotate_left(5),
        5 | 6 => x >> 2,
        7..=15 => x | 1,
        b'a'..=b'z' => x ^ n as u64,
        _ => !x,
    }
}

fn name(n: u8) -> &'static str {
    match n % 5 {
        0 => "zero",
        1 => "one",
        2 => "two",
        3 => "three",
        _ => "many",
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut sum = 0u64;
    for i in 0..10 {
        sum = action(input[i], (sum ^ constant(input[i + 10])) >> 1);
    }
    sum ^ (name(input[40]).len() as u64) << 61
}

programs! {
    xdp prog => compute;
}
