// promise: several programs in one section, sharing code, a map and a static
// kernel: 5.2
// maps: libbpf aya
// panics: some
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

array_maps! {
    SHARED: [u64; 4],
}

static mut CALLS: u32 = 0;

#[inline(never)]
fn shared(at: u32, value: u64) -> u64 {
    unsafe { CALLS += 1 };
    let slot = SHARED.get(at & 3).unwrap();
    *slot = slot.rotate_left(3) ^ value;
    *slot ^ unsafe { CALLS } as u64
}

fn first(input: &[u8; 64]) -> u64 {
    shared(input[0] as u32, word(input, 1))
}

fn second(input: &[u8; 64]) -> u64 {
    shared(input[1] as u32, word(input, 2)) + input[(input[2] & 0x5f) as usize] as u64
}

fn third(input: &[u8; 64]) -> u64 {
    input.iter().map(|&b| b as u64).sum()
}

programs! {
    xdp first_program => first;
    xdp second_program => second;
    xdp third_program => third;
}
