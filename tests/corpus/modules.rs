// promise: code spread over modules, so that it arrives in several codegen units
// kernel: 5.2
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

pub mod wire {
    pub mod ethernet {
        #[inline(never)]
        pub fn kind(input: &[u8; 64]) -> u16 {
            super::be16(input, 12)
        }
    }

    #[inline(never)]
    pub fn be16(input: &[u8; 64], at: usize) -> u16 {
        u16::from_be_bytes([input[at], input[at + 1]])
    }

    pub static mut PARSED: u32 = 0;
}

pub mod policy {
    pub static LIMITS: [u16; 4] = [0x0800, 0x0c0d, 0x86dd, 0xffff];

    #[inline(never)]
    pub fn verdict(kind: u16) -> u64 {
        unsafe { crate::wire::PARSED += 1 };
        let mut place = 9;
        for (i, &limit) in LIMITS.iter().enumerate() {
            if kind <= limit {
                place = i;
                break;
            }
        }
        crate::score::of(place)
    }
}

pub mod score {
    #[inline(never)]
    pub fn of(place: usize) -> u64 {
        [5u64, 50, 500, 5000].get(place).copied().unwrap_or(1)
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let verdict = policy::verdict(wire::ethernet::kind(input));
    verdict << 32 ^ policy::verdict(wire::be16(input, 30)) ^ unsafe { wire::PARSED as u64 } << 50
}

programs! {
    xdp prog => compute;
}
