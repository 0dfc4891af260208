// promise: binary search and partition_point in a constant table
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

static EDGES: [u32; 16] = [
    0, 10, 100, 255, 1024, 5000, 9999, 65535, 70000, 1 << 20, 1 << 22, 1 << 24, 1 << 27, 1 << 29,
    1 << 30, 1 << 31,
];

fn compute(input: &[u8; 64]) -> u64 {
    let value = word(input, 0) as u32;
    let place = match EDGES.binary_search(&value) {
        Ok(at) => 0x100 | at,
        Err(at) => at,
    };
    let part = EDGES.partition_point(|&edge| edge < word(input, 1) as u32 >> 8);
    (place << 8 | part) as u64
}

programs! {
    xdp prog => compute;
}
