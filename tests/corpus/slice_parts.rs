// promise: text of bytes on the stack, runs of a slice, a part that is filled: dead accesses beyond it are no error
// kernel: 5.4
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn text(input: &[u8; 64]) -> u64 {
    let bytes: [u8; 16] = core::array::from_fn(|i| input[i]);
    match core::str::from_utf8(&bytes) {
        Ok(text) => 100 + text.len() as u64,
        Err(error) => error.valid_up_to() as u64,
    }
}

fn runs(input: &[u8; 64]) -> u64 {
    let bytes: [u8; 8] = core::array::from_fn(|i| input[16 + i]);
    bytes.chunk_by(|x, y| x & 1 == y & 1).map(|run| run.len()).max().unwrap_or(0) as u64
}

fn fill(input: &[u8; 64]) -> u64 {
    let mut bytes: [u8; 16] = core::array::from_fn(|i| input[32 + i]);
    let n = (input[5] as usize).min(16);
    bytes[n..].fill(0xaa);
    bytes.iter().fold(7, |mixed: u64, byte| (mixed ^ *byte as u64).wrapping_mul(0x9e3779b97f4a7c15))
}

fn compute(input: &[u8; 64]) -> u64 {
    match input[6] % 3 {
        0 => text(input),
        1 => runs(input),
        _ => fill(input),
    }
}

programs! {
    xdp prog => compute;
}
