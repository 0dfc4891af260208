// promise: an index behind an exclusive or
// inputs: values
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

array_maps! {
    TABLE: [[u8; 16]; 1],
}

fn count(input: &[u8; 64]) -> u64 {
    let Some(table) = TABLE.get(0) else {
        return 1 << 40;
    };
    let at = usize::from(input[0] & 15 ^ 5);
    table[at] = table[at].wrapping_add(input[1]);
    table.iter().fold(at as u64, |sum, &b| sum.wrapping_mul(31) + u64::from(b))
}

programs! {
    xdp prog => count;
}
