// promise: the server's name in a TLS client's hello
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        Some(self.take(1)?[0])
    }

    fn word(&mut self) -> Option<u16> {
        Some(u16::from_be_bytes(self.take(2)?.try_into().ok()?))
    }
}

fn parse(packet: &[u8]) -> Option<u32> {
    let mut reader = Reader(packet.get(54..)?);
    if reader.byte()? != 22 {
        return None;
    }
    reader.take(4)?;
    if reader.byte()? != 1 {
        return None;
    }
    reader.take(3 + 2 + 32)?;
    let session = reader.byte()?;
    reader.take(session.into())?;
    let ciphers = reader.word()?;
    reader.take(usize::from(ciphers & 0xff))?;
    let methods = reader.byte()?;
    reader.take(methods.into())?;
    reader.word()?;
    for _ in 0..8 {
        let (kind, length) = (reader.word()?, reader.word()?);
        if kind == 0 {
            let name = reader.0.get(5..usize::from(length & 0xff))?;
            return Some(u32::from_be_bytes([
                name.len() as u8, *name.first()?, *name.get(3)?, *name.last()?,
            ]));
        }
        reader.take(usize::from(length & 0x1ff))?;
    }
    None
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
