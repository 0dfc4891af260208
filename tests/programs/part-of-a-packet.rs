// Promise: programs that look at a part of a packet, an array whose size is known, byte by byte, load and are right:
// sums, words that are counted, a checksum, states, names that are compared, options, a sample copied into a map.
// REQUIRES: rustc, root-bpf
// RUN: sh -c 'part=474554202f693f613d312662203d2037202037753d3f20260d0a; %doors $part$part$part$part$part$part$part$part \
// RUN:   0001020304050607080900010203' | FileCheck %s
// CHECK-DAG: run run_sum 0 3487
// CHECK-DAG: run run_80 0 16
// CHECK-DAG: run run_128 0 24
// CHECK-DAG: run run_checksum 0 3823
// CHECK-DAG: run run_states 0 1797
// CHECK-DAG: run run_name 0 11
// CHECK-DAG: run run_option 0 21536
// CHECK-DAG: run run_sample 0 1561876958
// CHECK-DAG: run run_sum 1 2
#![no_std]
#![no_main]
use core::ffi::c_void;

#[repr(C)]
pub struct Map<V, const N: usize> {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const V,
    max_entries: *const [i32; N],
}
unsafe impl<V, const N: usize> Sync for Map<V, N> {}

pub struct Sample {
    length: u32,
    bytes: [u8; 64],
}

#[no_mangle]
#[link_section = ".maps"]
static SAMPLES: Map<Sample, 1> = Map {
    r#type: core::ptr::null(),
    key: core::ptr::null(),
    value: core::ptr::null(),
    max_entries: core::ptr::null(),
};

struct Packet {
    start: usize,
    end: usize,
}

impl Packet {
    fn at<T>(&self, offset: usize) -> Option<&T> {
        if self.start + offset + size_of::<T>() > self.end {
            return None;
        }
        Some(unsafe { &*((self.start + offset) as *const T) })
    }
}

fn words_of(bytes: &[u8]) -> u32 {
    let (mut words, mut previous) = (0u32, 0u8);
    for byte in bytes {
        if *byte == b' ' && previous != b' ' {
            words += 1;
        }
        previous = *byte;
    }
    words
}

fn sum(packet: &Packet) -> Option<u32> {
    let bytes: &[u8; 64] = packet.at(42)?;
    let mut sum = 0u32;
    for byte in bytes {
        sum += *byte as u32;
    }
    Some(sum)
}

fn words_in_80(packet: &Packet) -> Option<u32> {
    Some(words_of(packet.at::<[u8; 80]>(42)?))
}

fn words_in_128(packet: &Packet) -> Option<u32> {
    Some(words_of(packet.at::<[u8; 128]>(42)?))
}

fn checksum(packet: &Packet) -> Option<u32> {
    let words: &[u16; 64] = packet.at(14)?;
    let sum: u32 = words.iter().map(|word| *word as u32).sum();
    let sum = (sum & 0xffff) + (sum >> 16);
    let sum = (sum & 0xffff) + (sum >> 16);
    Some(!sum & 0xffff)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Space,
    Word,
    Number,
    Query,
}

fn states(packet: &Packet) -> Option<u32> {
    let text: &[u8; 48] = packet.at(42)?;
    let (mut state, mut words, mut numbers) = (State::Space, 0u32, 0u32);
    for byte in text {
        state = match (state, *byte) {
            (_, b' ' | b'\r' | b'\n') => State::Space,
            (State::Space, b'0'..=b'9') => {
                numbers += 1;
                State::Number
            }
            (State::Space, _) => {
                words += 1;
                State::Word
            }
            (State::Word, b'?') => State::Query,
            (State::Query, b'=') => {
                numbers += 1;
                State::Number
            }
            (State::Number, b'&') => State::Query,
            (same, _) => same,
        };
    }
    Some(words << 8 | numbers)
}

static NAMES: [&[u8; 16]; 3] = [b"loopback0\0\0\0\0\0\0\0", b" &\r\nGET /i?a=1&b", b" &\r\nGET /i?a=1&c"];

fn name(packet: &Packet) -> Option<u32> {
    let wanted: &[u8; 16] = packet.at(48)?;
    NAMES.iter().position(|name| *name == wanted).map(|place| place as u32 + 10)
}

fn option(packet: &Packet) -> Option<u32> {
    let mut offset = 42usize;
    for _ in 0..10 {
        let kind: u8 = *packet.at(offset)?;
        if kind == 0 {
            return None;
        }
        if kind == b'\n' {
            offset += 1;
            continue;
        }
        let length: u8 = *packet.at(offset + 1)?;
        if kind == b'G' {
            return packet.at::<[u8; 2]>(offset + 2).map(|value| u16::from_be_bytes(*value) as u32);
        }
        offset += (length & 15) as usize + 2;
    }
    None
}

fn sample(packet: &Packet) -> Option<u32> {
    let lookup: extern "C" fn(*const c_void, &u32) -> Option<&'static mut Sample> =
        unsafe { core::mem::transmute(1usize) };
    let sample = lookup((&raw const SAMPLES).cast(), &0)?;
    let length = (packet.end - packet.start).min(64);
    for at in 0..length {
        sample.bytes[at] = *packet.at::<u8>(at)?;
    }
    sample.length = length as u32;
    Some(sample.bytes.iter().fold(sample.length, |all, byte| all.wrapping_mul(31) ^ *byte as u32))
}

macro_rules! programs {
    ($($program:ident $function:ident)*) => {
        $(#[no_mangle]
        #[link_section = "xdp"]
        extern "C" fn $program(context: &[u32; 2]) -> u32 {
            $function(&Packet { start: context[0] as usize, end: context[1] as usize }).unwrap_or(2)
        })*
    };
}
programs! { run_sum sum run_80 words_in_80 run_128 words_in_128 run_checksum checksum run_states states run_name name
            run_option option run_sample sample }

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
