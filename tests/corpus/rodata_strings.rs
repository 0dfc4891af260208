// promise: a constant table of strings, chosen by a variable
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

static WORDS: [&str; 8] = ["lo", "eth0", "wlan", "docker0", "br-1f", "tun", "veth1", "ppp"];

fn compute(input: &[u8; 64]) -> u64 {
    let word = WORDS[(input[0] & 7) as usize];
    let mut sum = word.len() as u64;
    for i in 0..2 {
        sum = sum << 8 | word.as_bytes()[i] as u64;
    }
    sum
}

programs! {
    xdp prog => compute;
}
