// promise: a stack of VLAN tags taken off the front
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(head)
}

fn parse(packet: &[u8]) -> Option<u32> {
    let mut rest = packet;
    let header = take::<14>(&mut rest)?;
    let mut kind = [header[12], header[13]];
    let mut tags = 0;
    while matches!(kind, [0x81, 0] | [0x88, 0xa8]) && tags >> 24 < 2 {
        let tag = take::<4>(&mut rest)?;
        kind = [tag[2], tag[3]];
        tags = (tags & 0xff00_0000) + 0x100_0000 + u32::from(tag[1]);
    }
    Some(tags ^ u32::from(u16::from_be_bytes(kind)) << 8 ^ u32::from(*rest.first()?))
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet).map_or(u64::MAX, u64::from)
}

programs! {
    xdp prog => compute;
}
