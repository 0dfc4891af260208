// promise: Option and Result chains with the question mark
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

enum Fault {
    Short,
    Version(u8),
    Sum(u16),
}

impl From<core::num::TryFromIntError> for Fault {
    fn from(_: core::num::TryFromIntError) -> Self {
        Fault::Short
    }
}

fn parse(input: &[u8; 64]) -> Result<u64, Fault> {
    let version = input[0] >> 4;
    if version > 9 {
        return Err(Fault::Version(version));
    }
    let small = u8::try_from(word(input, 1) >> 56)?;
    let offset = i8::try_from(small)?;
    let sum: u16 = input[2..8].iter().map(|&b| b as u16).sum();
    let good = (sum < 1200).then_some(sum).ok_or(Fault::Sum(sum))?;
    Ok(good as u64 + offset as u64)
}

fn last(input: &[u8; 64]) -> Option<u64> {
    let value = input.get(input[20] as usize)?;
    let next = input.get(64usize.checked_sub(*value as usize)?)?;
    (*next as u64).checked_mul(word(input, 3))
}

fn compute(input: &[u8; 64]) -> u64 {
    let parsed = match parse(input) {
        Ok(value) => value,
        Err(Fault::Short) => 1 << 40,
        Err(Fault::Version(v)) => 1 << 41 | v as u64,
        Err(Fault::Sum(s)) => 1 << 42 | s as u64,
    };
    parsed ^ last(input).unwrap_or(77)
}

programs! {
    xdp prog => compute;
}
