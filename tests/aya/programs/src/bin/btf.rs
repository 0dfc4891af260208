//! Maps that BTF describes: hash, per-cpu array, ring buffer, LPM trie.
#![no_std]
#![no_main]

use aya_ebpf::bindings::xdp_action::{XDP_ABORTED, XDP_PASS};
use aya_ebpf::btf_maps::lpm_trie::Key;
use aya_ebpf::btf_maps::{HashMap, LpmTrie, PerCpuArray, RingBuf};
use aya_ebpf::macros::{btf_map, xdp};
use aya_ebpf::programs::XdpContext;
use programs::ptr_at;

#[repr(C)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    from: [u8; 6],
    kind: u16,
}

#[repr(C)]
pub struct Event {
    flow: Flow,
    length: u64,
    seen: u32,
    route: u32,
}

#[btf_map]
static FLOWS: HashMap<Flow, u32, 64> = HashMap::new();

#[btf_map]
static TOTAL: PerCpuArray<u64, 1> = PerCpuArray::new();

#[btf_map]
static EVENTS: RingBuf<Event, 4096> = RingBuf::new();

#[btf_map]
static ROUTES: LpmTrie<[u8; 4], u32, 16, 1> = LpmTrie::new();

#[xdp]
pub fn btf(ctx: XdpContext) -> u32 {
    match try_btf(&ctx) {
        Ok(()) => XDP_PASS,
        Err(()) => XDP_ABORTED,
    }
}

fn try_btf(ctx: &XdpContext) -> Result<(), ()> {
    let from: *const [u8; 6] = ptr_at(ctx, 6)?;
    let kind: *const [u8; 2] = ptr_at(ctx, 12)?;
    let to: *const [u8; 4] = ptr_at(ctx, 14 + 16)?;
    let flow = unsafe { Flow { from: *from, kind: u16::from_be_bytes(*kind) } };
    let seen = unsafe { FLOWS.get(flow) }.copied().unwrap_or(0) + 1;
    FLOWS.insert(flow, seen, 0).map_err(|_| ())?;

    let length = (ctx.data_end() - ctx.data()) as u64;
    unsafe { *TOTAL.get_ptr_mut(0).ok_or(())? += length };

    let route = ROUTES.get(&Key::new(32, unsafe { *to })).copied().unwrap_or(0);
    let mut event = EVENTS.reserve(0).ok_or(())?;
    event.write(Event { flow, length, seen, route });
    event.submit(0);
    Ok(())
}
