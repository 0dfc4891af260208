// promise: an iterator over DHCP options
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

struct Options<'a>(&'a [u8]);

impl<'a> Iterator for Options<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (&[code, length], rest) = self.0.split_first_chunk()?;
        if code == 255 {
            return None;
        }
        let (value, rest) = rest.split_at_checked(usize::from(length))?;
        self.0 = rest;
        Some((code, value))
    }
}

fn parse(packet: &[u8]) -> Option<u32> {
    let dhcp = packet.get(42..)?;
    let options = dhcp.get(240..)?;
    let (_, kind) = Options(options).take(8).find(|&(code, _)| code == 53)?;
    let (_, address) = Options(options).take(8).find(|&(code, _)| code == 50)?;
    Some(u32::from_be_bytes(address.try_into().ok()?) ^ u32::from(*kind.first()?))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
