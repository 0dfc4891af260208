// promise: strings, characters and addresses by write!
// kernel: 5.4
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

fn string(input: &[u8; 64]) -> u64 {
    let mut line = Line::new();
    let text = if input[0] > 9 { "large" } else { "small one" };
    match write!(line, "a {text} number") {
        Ok(()) => line.hash(),
        Err(_) => 0,
    }
}

fn letter(input: &[u8; 64]) -> u64 {
    let mut line = Line::new();
    let letter = char::from(b'a' + input[1] % 26);
    match write!(line, "{letter}") {
        Ok(()) => line.hash(),
        Err(_) => 0,
    }
}

fn address(input: &[u8; 64]) -> u64 {
    let mut line = Line::new();
    let address = core::net::Ipv4Addr::from(word(input, 3) as u32);
    match write!(line, "{address}") {
        Ok(()) => line.hash(),
        Err(_) => 0,
    }
}


programs! {
    xdp prog_address => address;
    xdp prog_letter => letter;
    xdp prog_string => string;
}
