// promise: panic! with formatted arguments leaves nothing of core::fmt behind
// kernel: 4.15
// data: none
// panics: some
// handlers: loop unreachable helper
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[derive(Debug)]
struct Point {
    x: i32,
    y: i32,
}

fn compute(input: &[u8; 64]) -> u64 {
    let point = Point { x: word(input, 0) as i32, y: word(input, 1) as i32 };
    if point.x == point.y {
        panic!("{:?}", point);
    }
    if input[16] % 8 == 3 {
        panic!("{} {:>8.3} {}", input[16], point.x, "text");
    }
    (point.x as i64 - point.y as i64) as u64
}

programs! {
    xdp prog => compute;
}
