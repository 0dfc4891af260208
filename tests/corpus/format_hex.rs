// promise: integers by write! in base sixteen, padded
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");
include!("line.rs");

fn hex(input: &[u8; 64]) -> u64 {
    let mut line = Line::new();
    let number = word(input, 0) as u32;
    match write!(line, "{number:x}") {
        Ok(()) => line.hash(),
        Err(_) => 0,
    }
}

fn two(input: &[u8; 64]) -> u64 {
    let mut line = Line::new();
    let number = input[5];
    match write!(line, "{number:02x}") {
        Ok(()) => line.hash(),
        Err(_) => 0,
    }
}

fn right(input: &[u8; 64]) -> u64 {
    let mut line = Line::new();
    let number = word(input, 2) as u32;
    match write!(line, "{number:>8}") {
        Ok(()) => line.hash(),
        Err(_) => 0,
    }
}

programs! {
    xdp prog_hex => hex;
    xdp prog_right => right;
    xdp prog_two => two;
}
