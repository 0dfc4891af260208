// promise: integers by write! in base sixteen, padded
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

use core::fmt::Write;

struct Line {
    text: [u8; 32],
    length: usize,
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let to = self.text.get_mut(self.length..self.length + text.len()).ok_or(core::fmt::Error)?;
        to.copy_from_slice(text.as_bytes());
        self.length += text.len();
        Ok(())
    }
}

impl Line {
    fn new() -> Line {
        Line { text: [b'.'; 32], length: 0 }
    }

    fn hash(&self) -> u64 {
        self.text.iter().fold(self.length as u64, |sum, &b| sum.wrapping_mul(31) + u64::from(b))
    }
}

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
