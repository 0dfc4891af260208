// promise: strings, characters and addresses by write!
// kernel: 5.4
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");
include!("line.rs");

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
