// promise: expect and unwrap of Err panic, though the error would be formatted
// kernel: 4.15
// data: none
// panics: some
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[derive(Debug)]
enum Refusal {
    TooLarge(u32),
    Odd { value: u32 },
}

fn check(value: u32) -> Result<u32, Refusal> {
    if value > 0xc000_0000 {
        return Err(Refusal::TooLarge(value));
    }
    if value % 4 == 1 {
        return Err(Refusal::Odd { value });
    }
    Ok(value / 3)
}

fn compute(input: &[u8; 64]) -> u64 {
    let first = check(word(input, 0) as u32).expect("the first word") as u64;
    let second = check(word(input, 1) as u32).unwrap() as u64;
    first.wrapping_mul(second) + 1
}

programs! {
    xdp prog => compute;
}
