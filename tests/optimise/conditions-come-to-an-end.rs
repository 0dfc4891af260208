// LLVM asks a system of conditions what follows from them, at a cost that grows with the power of their number: this
// link took minutes. With few conditions at a time it takes a second.
// REQUIRES: rustc
// RUN: timeout 60 %rustc --edition=2021 -Copt-level=3 -Coverflow-checks=on -Ccodegen-units=1 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Clink-arg=--cpu=v2 --crate-name p --crate-type bin -o %t %s
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
fn mix(h: u32, v: u64) -> u32 {
    (h.rotate_left(5) ^ (v as u32)).wrapping_mul(0x9E37_79B1) ^ ((v >> 32) as u32).wrapping_mul(0x85EB_CA6B)
}
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 64 > end {
        return 0;
    }
    let d: [u8; 64] = unsafe { *(start as *const [u8; 64]) };
    let mut small = u32::from(d[29]);
    'search: for i in 0..1usize {
        for j in i..3 {
            if (i as i32).checked_mul(small as i32).is_none() {
                break 'search;
            }
            small = small.wrapping_add(j as u32);
        }
        if i32::from(d[29]) > -65535 {
            continue;
        }
        small ^= u32::from(d[3]) & small;
    }
    let mut h = mix(1, u64::from(small));
    let wide = ((small as i32) as u128).wrapping_add(u128::from(small) >> 75);
    let less = wide - 1;
    let product = wide.checked_mul(less).unwrap_or(wide ^ less);
    h = mix(h, (product >> 64) as u64);
    h = mix(h, product as u64);
    h = mix(h, (wide > less) as u64);
    let sums = d[42..47].iter().map(|&b| usize::from(b)).filter(|x| x & 1 == 0).step_by(3).scan(1usize, |sum, x| {
        *sum = sum.wrapping_mul(5).wrapping_add(x);
        Some(*sum)
    });
    mix(h, sums.max_by_key(|&x| x % 6).unwrap_or(1) as u64)
}
