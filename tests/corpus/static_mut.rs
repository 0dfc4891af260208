// promise: static mut variables in .bss and .data keep their values between runs
// kernel: 5.2
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

static mut RUNS: u64 = 0;
static mut LIMIT: u32 = 1000;
static mut SEEN: [u16; 8] = [0; 8];
static mut LAST: (u8, u64) = (9, 0x1111);

fn compute(input: &[u8; 64]) -> u64 {
    unsafe {
        RUNS += 1;
        LIMIT = LIMIT.wrapping_sub(input[0] as u32);
        SEEN[(input[1] & 7) as usize] += 1;
        let (kind, before) = LAST;
        LAST = (input[2], word(input, 3));
        let seen = SEEN[(input[3] & 7) as usize] as u64;
        RUNS << 48 ^ (LIMIT as u64) << 8 ^ seen << 40 ^ before ^ kind as u64
    }
}

programs! {
    xdp prog => compute;
}
