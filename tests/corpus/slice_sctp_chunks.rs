// promise: an iterator over chunks of SCTP, whose rest is empty where the last one is not filled up
// kernel: 4.15
// inputs: frames
// refused: bpf-Os
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

#[derive(Clone, Copy)]
enum Chunk<'a> {
    Data { stream: u16, ppid: u32, data: &'a [u8] },
    Init { tag: u32 },
    Sack { ack: u32 },
    Abort,
    Other(u8),
}
struct Chunks<'a>(&'a [u8]);
impl<'a> Iterator for Chunks<'a> {
    type Item = Chunk<'a>;
    fn next(&mut self) -> Option<Chunk<'a>> {
        let &[kind, _flags, l1, l0] = self.0.first_chunk()?;
        let len = usize::from(u16::from_be_bytes([l1, l0]));
        let body = self.0.get(4..len)?;
        self.0 = self.0.get((len + 3) & !3..).unwrap_or(&[]);
        Some(match kind {
            0 => Chunk::Data {
                stream: u16::from_be_bytes(body.get(4..6)?.try_into().ok()?),
                ppid: u32::from_be_bytes(body.get(8..12)?.try_into().ok()?),
                data: &body[12..],
            },
            1 => Chunk::Init { tag: u32::from_be_bytes(*body.first_chunk()?) },
            3 => Chunk::Sack { ack: u32::from_be_bytes(*body.first_chunk()?) },
            6 => Chunk::Abort,
            k => Chunk::Other(k),
        })
    }
}
fn parse(packet: &[u8]) -> u64 {
    let Some(chunks) = packet.get(34 + 12..) else { return 1 };
    let mut hash = 5u64;
    for chunk in Chunks(chunks).take(6) {
        hash = hash.wrapping_mul(1_000_003)
            ^ match chunk {
                Chunk::Data { stream, ppid, data } => {
                    u64::from(stream) << 32
                        | u64::from(ppid)
                            ^ (data.len() as u64) << 40
                            ^ u64::from(data.last().copied().unwrap_or(0))
                }
                Chunk::Init { tag } => tag.into(),
                Chunk::Sack { ack } => u64::from(ack) << 4,
                Chunk::Abort => return 6,
                Chunk::Other(k) => k.into(),
            };
    }
    hash
}

fn compute(packet: &&[u8]) -> u64 {
    parse(packet)
}

programs! {
    xdp prog => compute;
}
