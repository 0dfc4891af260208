// promise: hash functions through core::hash, and a hand-written one
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

use core::hash::{Hash, Hasher};

struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ byte as u64).wrapping_mul(0x100_0000_01b3);
        }
    }

    // By default a number is hashed as the bytes that it has in memory.
    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_isize(&mut self, number: isize) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write(&number.to_le_bytes());
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[derive(Hash)]
struct Key {
    address: [u8; 4],
    port: u16,
    inner: Option<u32>,
}

fn jenkins(words: &[u32; 4]) -> u32 {
    let mut hash = 0u32;
    for word in words {
        hash = hash.wrapping_add(*word);
        hash = hash.wrapping_add(hash << 10) ^ hash >> 6;
    }
    hash.wrapping_add(hash << 3).rotate_left(11)
}

fn compute(input: &[u8; 64]) -> u64 {
    let key = Key {
        address: [input[0], input[1], input[2], input[3]],
        port: word(input, 1) as u16,
        inner: (input[20] > 64).then(|| word(input, 3) as u32),
    };
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    key.hash(&mut hasher);
    let words = [0, 1, 2, 3].map(|i| word(input, i) as u32);
    hasher.finish() ^ (jenkins(&words) as u64) << 7
}

programs! {
    xdp prog => compute;
}
