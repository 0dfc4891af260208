// promise: an echo reply written in place: addresses swapped, checksums anew
// kernel: 4.15
// inputs: frames
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[repr(C, packed)]
struct Frame {
    dst: [u8; 6],
    src: [u8; 6],
    kind: u16,
    vihl: u8,
    tos: u8,
    total: u16,
    id: u16,
    frag: u16,
    ttl: u8,
    proto: u8,
    check: u16,
    from: [u8; 4],
    to: [u8; 4],
    icmp: u8,
    code: u8,
    sum: u16,
}
fn reply(p: Packet) -> Result<u64, &'static str> {
    let bytes = unsafe { core::slice::from_raw_parts_mut(p.start as *mut u8, p.end - p.start) };
    if bytes.len() < core::mem::size_of::<Frame>() {
        return Err("short");
    }
    let f = unsafe { &mut *(bytes.as_mut_ptr() as *mut Frame) };
    if f.kind != 0x0800u16.to_be() || f.proto != 1 || f.vihl != 0x45 {
        return Err("not icmp");
    }
    if f.icmp != 8 {
        return Err("no echo");
    }
    core::mem::swap(&mut f.dst, &mut f.src);
    let from = core::mem::replace(&mut f.from, f.to);
    f.to = from;
    f.icmp = 0;
    let (sum, carry) = u16::from_be(f.sum).overflowing_add(0x0800);
    f.sum = (sum + u16::from(carry)).to_be();
    f.ttl = f.ttl.saturating_sub(1);
    let (head, _) = bytes.split_at_mut(34);
    head[24..26].fill(0);
    let total: u32 =
        head[14..34].chunks_exact(2).map(|c| u32::from(u16::from_be_bytes([c[0], c[1]]))).sum();
    let folded = !((total >> 16) + (total & 0xffff)) as u16;
    head[24..26].copy_from_slice(&folded.to_be_bytes());
    Ok(head.iter().fold(u64::from(sum), |h, &b| h.wrapping_mul(0x100000001b3) ^ u64::from(b)))
}
fn parse(p: &Packet) -> u64 {
    reply(*p).unwrap_or_else(|why| why.len() as u64)
}

fn compute(packet: &Packet) -> u64 {
    parse(packet)
}

programs! {
    xdp prog => compute;
}
