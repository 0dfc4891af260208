// promise: a constant table of strings, chosen by a variable, and one that is written to
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
    let mut others = ["stop", "go", "wait"];
    others[usize::from(input[1] % 3)] = "later";
    let other = others[usize::from(input[2] % 3)];
    sum << 16 | (other.len() as u64) << 8 | u64::from(other.as_bytes()[0])
}

programs! {
    xdp prog => compute;
}
