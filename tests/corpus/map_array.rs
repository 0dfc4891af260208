// promise: maps of the program's own, with structs as values
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[repr(C)]
struct Counter {
    packets: u64,
    bytes: u32,
    last: [u8; 4],
}

array_maps! {
    COUNTERS: [Counter; 8],
    STATE: [u32; 2],
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut total = 0;
    for i in 0..4 {
        let key = (input[i] & 15) as u32;
        let Some(counter) = COUNTERS.get(key) else {
            continue;
        };
        counter.packets += 1;
        counter.bytes = counter.bytes.wrapping_add(input[i] as u32);
        counter.last.copy_from_slice(&input[8 + i..12 + i]);
        total += counter.packets;
    }
    if let (Some(a), Some(b)) = (STATE.get(0), STATE.get(1)) {
        core::mem::swap(a, b);
        *a += 3;
    }
    total
}

programs! {
    xdp prog => compute;
}
