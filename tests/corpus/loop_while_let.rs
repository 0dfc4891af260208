// promise: while let over iterators and slice patterns, peekable, loop with break and continue
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn runs(bytes: &[u8]) -> u64 {
    let mut sum = 0u64;
    let mut length = 0;
    let mut bytes = bytes.iter().peekable();
    while let Some(&byte) = bytes.next() {
        length += 1;
        if bytes.peek() == Some(&&byte) {
            continue;
        }
        sum = sum.wrapping_mul(31) ^ (byte as u64) << length;
        length = 0;
    }
    sum
}

fn fields(mut rest: &[u8]) -> u64 {
    let mut sum = 0u64;
    while let [kind, length, tail @ ..] = rest {
        let length = (*length & 3) as usize;
        if tail.len() < length {
            break;
        }
        sum = sum.wrapping_mul(7) ^ (*kind as u64) << length;
        rest = &tail[length..];
    }
    sum
}

fn digits(mut n: u32) -> u64 {
    let mut sum = 0u64;
    loop {
        let digit = n % 10;
        n /= 10;
        if digit == 3 && n > 0 {
            continue;
        }
        sum = sum * 11 + digit as u64;
        if n == 0 {
            break sum;
        }
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let number = u16::from_le_bytes([input[50], input[51]]);
    runs(&input[..12]) ^ fields(&input[16..32]).rotate_left(20) ^ digits(number as u32).rotate_left(40)
}

programs! {
    xdp prog => compute;
}
