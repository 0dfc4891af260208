// Scalar evolution looks for remainders in all that a folded sum is made of, and makes two more divisions of each: this
// link took minutes and gigabytes. With few levels it takes a second.
// REQUIRES: rustc
// RUN: timeout 60 %rustc --edition=2021 -Copt-level=0 -Coverflow-checks=on -Cdebug-assertions=off -Ccodegen-units=1 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p --crate-type bin -o %t %s
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
fn lengths(d: &[u8; 64]) -> u32 {
    let text = match d[0] & 7 { 0 => "-5", 1 => "17", 2 => "-5", _ => "\u{e9}t\u{e9}" };
    text.split(' ').map(|part| part.len()).fold(1, |sum, length| sum * 7 + length) as u32
}
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 64 > end {
        return 0;
    }
    let d: [u8; 64] = unsafe { *(start as *const [u8; 64]) };
    lengths(&d)
}
