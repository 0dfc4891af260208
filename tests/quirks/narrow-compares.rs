// promise: a sum of bytes that is compared, and then widened to an index
// inputs: values
// stays: no kernel needs it since index-bounds checks such accesses, but the comparison itself is cheaper: 14,996 instructions instead of 15,529 over the 31 of 348 links of the corpus that it changes
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

static TABLE: [u32; 20] = [11, 22, 33, 44, 55, 66, 77, 88, 99, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12];

fn element(input: &[u8; 64]) -> u64 {
    let index = input[0].wrapping_add(input[1] & 1).wrapping_add(7);
    if index < 20 { u64::from(TABLE[usize::from(index)]) } else { 1 << 40 }
}

programs! {
    xdp prog => element;
}
