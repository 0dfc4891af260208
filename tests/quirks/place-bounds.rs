// promise: a slice that is cut short in each round of a loop, each time by a bounded length
// inputs: values
// kernel: 6.1
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn records(input: &[u8; 64]) -> u64 {
    let (mut rest, mut sum) = (&input[..], 0u64);
    for _ in 0..40 {
        let Some(&first) = rest.first() else {
            break;
        };
        sum = sum.wrapping_mul(31) + u64::from(first);
        let Some(next) = rest.get(1 + usize::from(first & 15)..) else {
            break;
        };
        rest = next;
    }
    sum
}

programs! {
    xdp prog => records;
}
