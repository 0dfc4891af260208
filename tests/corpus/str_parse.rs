// promise: reading a number out of a short text
// kernel: 4.15
// inputs: texts
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn compute(input: &[u8; 64]) -> u64 {
    let field = &input[16..20];
    let end = field.iter().position(|&b| b == b' ' || b == 0).unwrap_or(4);
    let parsed = field[..end].iter().try_fold(0u16, |n, &b| {
        let digit = (b as char).to_digit(10)?;
        n.checked_mul(10)?.checked_add(digit as u16)
    });
    parsed.map_or(1 << 40, |n| n as u64)
}

programs! {
    xdp prog => compute;
}
