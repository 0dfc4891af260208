//! The user's side: an ordinary program with std, in the same workspace.
use derive::Words;
use shared::{Header, SQUARES};

#[derive(Words)]
#[allow(dead_code)]
struct Request {
    index: u32,
    step: u32,
}

fn main() {
    let verdicts: Vec<u32> = (0..4).map(|length| Header { kind: 1, length }.verdict()).collect();
    println!("{verdicts:?} {}", Request::WORDS);
}

#[test]
fn squares() {
    assert_eq!(SQUARES[9], 81);
}

#[test]
#[should_panic]
fn unknown_kinds_panic() {
    Header { kind: 7, length: 0 }.verdict();
}
