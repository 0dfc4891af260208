// promise: what a long search has found is used afterwards, in a loop of that length
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn end_of_name(bytes: &[u8]) -> Option<usize> {
    for (i, &b) in bytes.iter().enumerate() {
        if b == 0 || b == b'/' {
            return Some(i);
        }
    }
    None
}

fn compute(input: &[u8; 64]) -> u64 {
    let length = (input[0] as usize).min(48);
    let name = &input[1..1 + length];
    match end_of_name(name) {
        Some(end) => name[..end].iter().fold(5381, |h, &b| h * 33 + b as u64),
        None => 1 << 63 | length as u64,
    }
}

programs! {
    xdp prog => compute;
}
