// promise: numbers of variable length, one behind the other: where each starts depends on all before it
// inputs: bytes
// opt: 0
// link-args: --cpu=v4
// kernel: running
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let (mut rest, mut sum, mut count) = (&input[..32], 0u64, 0u64);
    while let Some((value, behind)) = varint(rest) {
        sum = sum.rotate_left(5) ^ value;
        count += 1;
        rest = behind;
        if count == 6 {
            break;
        }
    }
    sum ^ count << 60
}

fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (i, &byte) in bytes.iter().enumerate().take(10) {
        value |= u64::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[i + 1..]));
        }
    }
    None
}

programs! {
    xdp prog => compute;
}
