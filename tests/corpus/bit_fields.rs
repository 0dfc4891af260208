// promise: bit fields packed into integers, read and written
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[derive(Clone, Copy)]
struct Flags(u16);

impl Flags {
    const fn field<const SHIFT: u32, const BITS: u32>(self) -> u16 {
        self.0 >> SHIFT & ((1 << BITS) - 1)
    }

    fn set<const SHIFT: u32, const BITS: u32>(&mut self, value: u16) {
        let mask = ((1u16 << BITS) - 1) << SHIFT;
        self.0 = self.0 & !mask | value << SHIFT & mask;
    }
}

#[repr(C, packed)]
#[derive(Clone, Copy)]
struct Packed {
    kind: u8,
    length: u32,
    flags: u16,
    id: u64,
}

fn compute(input: &[u8; 64]) -> u64 {
    let packed = unsafe { input.as_ptr().add(3).cast::<Packed>().read_unaligned() };
    let mut flags = Flags(u16::from_le(packed.flags));
    flags.set::<3, 5>(packed.kind as u16);
    flags.set::<9, 2>(flags.field::<1, 4>());
    let id = u64::from_le(packed.id);
    id ^ (flags.0 as u64) << 20 ^ u32::from_le(packed.length) as u64 ^ (flags.field::<12, 3>() as u64) << 60
}

programs! {
    xdp prog => compute;
}
