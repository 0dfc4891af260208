// flags: -Clink-arg=--subprograms
// Functions: the program is global, the others static; parameters have their names.
#![no_std]
#![no_main]
include!("prelude.rs");

use core::ffi::c_void;

pub struct Packet {
    start: usize,
    end: usize,
}
impl Packet {
    #[inline(never)]
    fn length(&self) -> usize {
        self.end.wrapping_sub(self.start)
    }
}
trait Weigh {
    fn weigh(&self, by: u32) -> u32;
}
impl Weigh for Packet {
    #[inline(never)]
    fn weigh(&self, by: u32) -> u32 {
        (self.length() as u32).wrapping_mul(by)
    }
}
impl Weigh for u32 {
    #[inline(never)]
    fn weigh(&self, by: u32) -> u32 {
        self.wrapping_mul(by).rotate_left(by)
    }
}
mod inner {
    #[inline(never)]
    pub fn mix<T: Into<u32>>((a, b): (u32, u32), _: u8, c: T) -> u32 {
        a.wrapping_mul(b) ^ c.into()
    }
}

extern "C" fn add(index: u32, context: *mut c_void) -> i64 {
    unsafe { *(context as *mut u32) += index };
    0
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    type Body = extern "C" fn(u32, *mut c_void) -> i64;
    let bpf_loop: extern "C" fn(u32, Body, *mut u32, u64) -> i64 =
        unsafe { core::mem::transmute(181usize) };
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    let packet = Packet { start, end };
    let mut sum = packet.weigh(3);
    bpf_loop(10, add, &mut sum, 0);
    sum.weigh(4) ^ inner::mix((sum, 5), 6, sum as u16)
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";
