// promise: sorting a small array: by hand, and by the standard sort
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn insertion_sort<T: Ord + Copy, const N: usize>(items: &mut [T; N]) {
    for i in 1..N {
        for j in (1..=i).rev() {
            if items[j - 1] <= items[j] {
                break;
            }
            items.swap(j - 1, j);
        }
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut items = [0u16; 6];
    for (item, pair) in items.iter_mut().zip(input.chunks_exact(2)) {
        *item = u16::from_le_bytes([pair[0], pair[1]]);
    }
    insertion_sort(&mut items);
    items.iter().fold(0, |sum, &item| sum << 8 ^ item as u64)
}

programs! {
    xdp prog => compute;
}
