// promise: integers of two kinds by write! into an array
// kernel: 5.4
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");
include!("line.rs");

fn unsigned(input: &[u8; 64]) -> u64 {
    let mut line = Line::new();
    let number = word(input, 0) as u32;
    match write!(line, "{number}") {
        Ok(()) => line.hash(),
        Err(_) => 0,
    }
}

fn signed(input: &[u8; 64]) -> u64 {
    let mut line = Line::new();
    let number = word(input, 1) as i64;
    match write!(line, "n={number}") {
        Ok(()) => line.hash(),
        Err(_) => 0,
    }
}

programs! {
    xdp prog_signed => signed;
    xdp prog_unsigned => unsigned;
}
