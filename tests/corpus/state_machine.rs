// promise: a state machine that is an enum without data, over many bytes
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum State {
    Start,
    Name,
    Value,
    Quoted,
    Done,
}

fn step(state: State, byte: u8) -> State {
    match (state, byte) {
        (State::Start, b' ') => State::Start,
        (State::Start, _) => State::Name,
        (State::Name, b'=' | 0x3d..=0x4f) => State::Value,
        (State::Name, 0) => State::Done,
        (State::Value, b'"' | 0x80..) => State::Quoted,
        (State::Quoted, b'"' | 0..=0x1f) => State::Value,
        (State::Value, b';' | 0) => State::Start,
        (other, _) => other,
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut state = State::Start;
    let mut counts = [0u8; 5];
    for &byte in &input[..24] {
        state = step(state, byte);
        counts[state as usize] += 1;
        if state == State::Done {
            break;
        }
    }
    counts.iter().fold(state as u64, |sum, &count| sum << 8 | count as u64)
}

programs! {
    xdp prog => compute;
}
