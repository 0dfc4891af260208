// promise: copies and fills of more than a kilobyte between map values
// kernel: 5.2
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

array_maps! {
    FROM: [[u8; 2048]; 1],
    TO: [[u8; 2048]; 1],
}

fn compute(input: &[u8; 64]) -> u64 {
    let (Some(from), Some(to)) = (FROM.get(0), TO.get(0)) else {
        return 1;
    };
    from[1500..1564].copy_from_slice(input);
    from[64..1400].fill(input[0]);
    to.copy_from_slice(from);
    to[..600].copy_from_slice(&from[1400..2000]);
    let equal = to[1000..1100] == from[1000..1100];
    let some = [0, 99, 163, 164, 599, 600, 1399, 1499, 1500, 1563, 1564, 2047];
    some.iter().fold(equal as u64, |sum, &at| sum.rotate_left(7) ^ to[at] as u64)
}

programs! {
    xdp prog => compute;
}
