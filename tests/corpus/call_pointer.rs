// promise: function pointers as parameters, in a constant table and chosen by a condition
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn double(x: u64) -> u64 {
    x << 1
}

fn square(x: u64) -> u64 {
    x.wrapping_mul(x)
}

fn invert(x: u64) -> u64 {
    !x
}

#[inline(never)]
fn apply(f: fn(u64) -> u64, x: u64) -> u64 {
    f(x) ^ 1
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut x = word(input, 0);
    for f in [double, square, invert] {
        x = apply(f, x);
    }
    let chosen: fn(u64) -> u64 = if input[8] & 1 == 0 { square } else { invert };
    apply(chosen, x)
}

programs! {
    xdp prog => compute;
}
