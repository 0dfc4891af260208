//! Maps that BTF describes, for every loader: hash, per-cpu array, LPM trie. (libbpf refuses
//! aya-ebpf's ring buffer of a type, which gives a value size of 0 beside the type.)
#![no_std]
#![no_main]

use aya_ebpf::bindings::xdp_action::{XDP_ABORTED, XDP_PASS};
use aya_ebpf::btf_maps::lpm_trie::Key;
use aya_ebpf::btf_maps::{HashMap, LpmTrie, PerCpuArray};
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
#[derive(Clone, Copy)]
pub struct State {
    seen: u32,
    route: u32,
}

#[btf_map]
static FLOWS: HashMap<Flow, State, 64> = HashMap::new();

#[btf_map]
static TOTAL: PerCpuArray<u64, 1> = PerCpuArray::new();

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
    let seen = unsafe { FLOWS.get(flow) }.map_or(0, |state| state.seen) + 1;
    let route = ROUTES.get(&Key::new(32, unsafe { *to })).copied().unwrap_or(0);
    FLOWS.insert(flow, State { seen, route }, 0).map_err(|_| ())?;

    let length = (ctx.data_end() - ctx.data()) as u64;
    unsafe { *TOTAL.get_ptr_mut(0).ok_or(())? += length };
    Ok(())
}
