// promise: closures that capture by value and by reference, and impl Fn as a result
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn adder(n: u64) -> impl Fn(u64) -> u64 {
    move |x| x.wrapping_add(n)
}

fn repeat(times: usize, mut action: impl FnMut(usize)) {
    for i in 0..times {
        action(i);
    }
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut sum = 0u64;
    let mut last = None;
    repeat(20, |i| {
        sum = sum * 3 + input[i] as u64;
        last = Some(input[i]);
    });
    let both = compose(adder(word(input, 1)), |x: u64| x.rotate_right(9));
    both(sum) ^ last.map_or(0, |b| b as u64)
}

programs! {
    xdp prog => compute;
}
