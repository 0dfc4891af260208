//! Perf event arrays, of a type and of bytes; ring buffers, legacy and of a type, reserved and put out.
#![no_std]
#![no_main]

use aya_ebpf::bindings::xdp_action::{XDP_ABORTED, XDP_PASS};
use aya_ebpf::btf_maps;
use aya_ebpf::macros::{btf_map, map, xdp};
use aya_ebpf::maps::{PerfEventArray, PerfEventByteArray, RingBuf};
use aya_ebpf::programs::XdpContext;
use programs::ptr_at;

#[repr(C)]
pub struct Event {
    head: [u8; 14],
    length: u16,
    number: u64,
}

#[map]
static EVENTS: PerfEventArray<Event> = PerfEventArray::new(0);
#[map]
static BYTES: PerfEventByteArray = PerfEventByteArray::new(0);
#[map]
static RING: RingBuf = RingBuf::with_byte_size(4096, 0);
#[btf_map]
static TYPED: btf_maps::RingBuf<Event, 4096> = btf_maps::RingBuf::new();

#[xdp]
pub fn events(ctx: XdpContext) -> u32 {
    match try_events(&ctx) {
        Ok(()) => XDP_PASS,
        Err(()) => XDP_ABORTED,
    }
}

fn try_events(ctx: &XdpContext) -> Result<(), ()> {
    let head = unsafe { *ptr_at::<[u8; 14]>(ctx, 0)? };
    let length = (ctx.data_end() - ctx.data()) as u16;
    let event = Event { head, length, number: 1 << 40 };
    EVENTS.output(ctx, &event, 0);
    BYTES.output(ctx, &head[6..12], 0);

    RING.output::<[u8]>(&head[..6], 0).map_err(|_| ())?;
    let mut slot = RING.reserve::<[u64; 2]>(0).ok_or(())?;
    slot.write([length.into(), 3]);
    slot.submit(0);
    let mut typed = TYPED.reserve(0).ok_or(())?;
    typed.write(event);
    typed.submit(0);
    if let Some(unused) = RING.reserve::<u64>(0) {
        unused.discard(0);
    }
    Ok(())
}
