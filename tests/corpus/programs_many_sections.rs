// promise: programs of different kinds in one object
// kernel: 4.18
// panics: some
// refused: bpf-Os-redbpf
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

const WEIGHTS: [u8; 20] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4];

#[inline(never)]
fn weigh(input: &[u8; 64], from: usize) -> u64 {
    let mut sum = 0u64;
    for (i, weight) in WEIGHTS.iter().enumerate() {
        sum = sum * 2 + (input[from + i] * weight) as u64;
    }
    sum
}

fn on_xdp(input: &[u8; 64]) -> u64 {
    weigh(input, 4)
}

fn on_tc(input: &[u8; 64]) -> u64 {
    weigh(input, (input[20] & 0x3f) as usize)
}

fn on_socket(input: &[u8; 64]) -> u64 {
    weigh(input, 14) ^ WEIGHTS[(input[15] & 31) as usize] as u64
}

programs! {
    xdp on_interface => on_xdp;
    tc on_queue => on_tc;
    socket on_socket_filter => on_socket;
}
