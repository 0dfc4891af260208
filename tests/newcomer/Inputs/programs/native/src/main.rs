//! What the functions say of each line of standard input, 96 bytes in hexadecimal: one word for each.
use functions::{ALL, Bytes};

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.expect("text");
        let mut bytes: Bytes = [0; 96];
        for (byte, digits) in bytes.iter_mut().zip(line.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).expect("ASCII");
            *byte = u8::from_str_radix(digits, 16).expect("hexadecimal");
        }
        let words = ALL.map(|function| match function(&bytes) {
            Some((key, value)) => format!("{:032x}:{value:x}", u128::from_be_bytes(key)),
            None => "-".to_string(),
        });
        println!("{}", words.join(" "));
    }
}
