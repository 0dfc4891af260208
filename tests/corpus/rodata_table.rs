// promise: a constant table indexed by a variable
// kernel: 5.2
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

const CRC: [u32; 256] = {
    let mut table = [0u32; 256];
    let mut n = 0;
    while n < 256 {
        let mut c = n as u32;
        let mut k = 0;
        while k < 8 {
            c = if c & 1 != 0 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 };
            k += 1;
        }
        table[n] = c;
        n += 1;
    }
    table
};

static NAMES: [[u8; 4]; 4] = [*b"abcd", *b"efgh", *b"ijkl", *b"mnop"];

fn compute(input: &[u8; 64]) -> u64 {
    let mut c = !0u32;
    for &byte in input {
        c = CRC[((c ^ byte as u32) & 0xff) as usize] ^ (c >> 8);
    }
    let name = NAMES[(input[0] & 3) as usize];
    !c as u64 | (name[(input[1] & 3) as usize] as u64) << 32
}

programs! {
    xdp prog => compute;
}
