// promise: enums with data, matched and passed by value
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[derive(Clone, Copy)]
enum Event {
    Idle,
    Key(u8),
    Move { x: i16, y: i16 },
    Copy([u8; 6]),
    Wide(u64),
}

#[inline(never)]
fn decode(input: &[u8; 64], at: usize) -> Event {
    match input[at] % 6 {
        0 => Event::Idle,
        1 => Event::Key(input[at + 1]),
        2 => Event::Move {
            x: i16::from_be_bytes([input[at + 1], input[at + 2]]),
            y: input[at + 3] as i8 as i16,
        },
        3 => Event::Copy([input[at + 1], input[at + 3], input[at + 5], 1, 2, input[at]]),
        _ => Event::Wide(word(input, at / 8)),
    }
}

fn apply(state: u64, event: Event) -> u64 {
    match event {
        Event::Idle => state.rotate_left(1),
        Event::Key(key @ b'a'..=b'z') => state ^ key as u64,
        Event::Key(key) => state.wrapping_add(key as u64 * 3),
        Event::Move { x, y } if x < y => state ^ (x as i64 - y as i64) as u64,
        Event::Move { x, .. } => state.wrapping_sub(x as u64),
        Event::Copy(bytes) => bytes.iter().fold(state, |s, &b| s.wrapping_mul(5) ^ b as u64),
        Event::Wide(word) => !state ^ word,
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut state = 1;
    for i in 0..6 {
        state = apply(state, decode(input, i * 8));
    }
    state
}

programs! {
    xdp prog => compute;
}
